@description('The function app\'s name, and so its address.')
param name string

@description('The plan\'s name.')
param planName string

@description('Where both are.')
param location string

@description('Tags for both.')
param tags object

@description('The version of Python.')
param pythonVersion string

@description('The most instances of each function group.')
param maximumInstanceCount int

@description('The memory of an instance, in MB.')
param instanceMemoryMB int

@description('How many HTTP requests an instance answers at once.')
param httpConcurrency int

@description('How many instances stay ready for HTTP requests.')
param httpAlwaysReady int

@description('The resource id of the identity that the app runs under.')
param identityId string

@description('The identity\'s client id.')
param identityClientId string

@description('The storage account\'s blob endpoint.')
param blobEndpoint string

@description('The storage account\'s queue endpoint.')
param queueEndpoint string

@description('The storage account\'s table endpoint.')
param tableEndpoint string

@description('The container that the deployed package lies in.')
param packageContainer string

@description('Where telemetry goes; it holds no key that opens anything.')
param componentConnectionString string

@description('The vault\'s address, with a slash at its end.')
param vaultUri string

@description('Who the app is to both services: identity, secret or certificate.')
@allowed(['identity', 'secret', 'certificate'])
param credential string

@description('Whether both services notify the app of changes.')
param notifications bool

@description('Whether the app sends spans and metrics.')
param detailedTelemetry bool

@description('The subnet that outgoing calls go through; empty for none.')
param subnetId string

@description('The Dataverse organization\'s address, whose pages may call the app.')
param allowedOrigin string

@description('The app\'s own settings.')
param settings object

var credentials = {
  identity: { ENTRA_MANAGED_IDENTITY_CLIENT_ID: identityClientId }
  secret: { ENTRA_CLIENT_SECRET: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/entra-client-secret/)' }
  certificate: { ENTRA_CERTIFICATE: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/entra-certificate/)' }
}

var platformSettings = {
  AzureWebJobsStorage__credential: 'managedidentity'
  AzureWebJobsStorage__clientId: identityClientId
  AzureWebJobsStorage__blobServiceUri: blobEndpoint
  AzureWebJobsStorage__queueServiceUri: queueEndpoint
  AzureWebJobsStorage__tableServiceUri: tableEndpoint
  APPLICATIONINSIGHTS_CONNECTION_STRING: componentConnectionString
  APPLICATIONINSIGHTS_AUTHENTICATION_STRING: 'ClientId=${identityClientId};Authorization=AAD'
  PYTHON_THREADPOOL_THREAD_COUNT: string(max(httpConcurrency, 8))
}
var silent = {}
var observed = { TELEMETRY_AZURE_MONITOR: 'true' }
var notified = {
  SYNC_PUBLIC_URL: 'https://${app.properties.defaultHostName}'
  SYNC_NOTIFICATION_SECRET: '@Microsoft.KeyVault(SecretUri=${vaultUri}secrets/sync-notification-secret/)'
}
var httpInstances = {
  name: 'http'
  instanceCount: httpAlwaysReady
}
var alwaysReady = httpAlwaysReady == 0 ? [] : [httpInstances]

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: planName
  location: location
  tags: tags
  kind: 'functionapp'
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: { reserved: true }
}

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: name
  location: location
  tags: union(tags, { 'azd-service-name': 'app' })
  kind: 'functionapp,linux'
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: { '${identityId}': {} }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    publicNetworkAccess: 'Enabled'
    keyVaultReferenceIdentity: identityId
    virtualNetworkSubnetId: empty(subnetId) ? null : subnetId
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: '${blobEndpoint}${packageContainer}'
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'python'
        version: pythonVersion
      }
      scaleAndConcurrency: {
        maximumInstanceCount: maximumInstanceCount
        instanceMemoryMB: instanceMemoryMB
        alwaysReady: alwaysReady
        triggers: {
          http: { perInstanceConcurrency: httpConcurrency }
        }
      }
    }
    siteConfig: {
      minTlsVersion: '1.2'
      scmMinTlsVersion: '1.2'
      http20Enabled: true
      cors: {
        allowedOrigins: [allowedOrigin]
        supportCredentials: false
      }
    }
  }
}

// One collection: a setting that is not named here is removed by the next deployment.
resource appSettings 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'appsettings'
  properties: union(platformSettings, credentials[credential], notifications ? notified : silent, detailedTelemetry ? observed : silent, settings)
}

// Only Entra ID opens the deployment endpoints. One after the other: a site refuses two changes at once.
resource scm 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'scm'
  properties: { allow: false }
  dependsOn: [appSettings]
}

resource ftp 'Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-11-01' = {
  parent: app
  name: 'ftp'
  properties: { allow: false }
  dependsOn: [scm]
}

output name string = app.name
output url string = 'https://${app.properties.defaultHostName}'
