targetScope = 'subscription'

@description('The name of the azd environment; resources are named and tagged after it.')
@minLength(1)
@maxLength(40)
param environmentName string

@description('The region of all resources. It must offer the Flex Consumption plan.')
@minLength(1)
param location string

@description('The object id of whoever deploys: they may put secrets into the vault. Empty leaves the vault to others.')
param principalId string = ''

@description('What principalId is the id of.')
@allowed(['User', 'ServicePrincipal', 'Group'])
param principalType string = 'User'

@description('BC_TENANT_ID: the Entra tenant of the Business Central environment. Empty is the tenant of the subscription.')
param bcTenantId string = ''

@description('BC_ENVIRONMENT: the environment\'s name as in the Business Central admin center.')
@minLength(1)
@maxLength(30)
param bcEnvironment string

@description('BC_COMPANY_ID: the company\'s id, as GET .../companies lists it.')
@minLength(36)
@maxLength(36)
param bcCompanyId string

@description('DATAVERSE_URL: the environment\'s address, such as https://contoso.crm4.dynamics.com, without a path. Its pages may call the app.')
@minLength(9)
param dataverseUrl string

@description('ENTRA_TENANT_ID: the tenant of the app registration, as an id. Empty is the tenant of the subscription.')
param entraTenantId string = ''

@description('ENTRA_CLIENT_ID: the client id of the app registration that people and apps sign in to.')
@minLength(36)
@maxLength(36)
param entraClientId string

@description('ACCESS_APP_ROLE: the value of an app role of that registration that every caller needs besides a role in Dataverse. Empty asks for none.')
param appRole string = ''

@description('The client ids of further apps that may call, beside those that sign in by entraClientId; empty leaves that to the platform.')
param allowedClients array = []

@description('Who the app is to both services: its managed identity, or the app registration by a secret or a certificate in the vault.')
@allowed(['identity', 'secret', 'certificate'])
param credential string = 'identity'

@description('Whether both services notify the app of changes; needs the secret sync-notification-secret in the vault.')
param notifications bool = false

@description('TELEMETRY_AZURE_MONITOR: whether the app sends spans and metrics besides its log. Each cold start takes longer by that, see docs/telemetry.md.')
param detailedTelemetry bool = false

@description('Further app settings by their names in docs/settings.md, such as { SYNC_FUSE_CHANGES: \'5000\' }.')
param furtherSettings object = {}

@description('The version of Python that the app runs on.')
@allowed(['3.11', '3.12', '3.13'])
param pythonVersion string = '3.12'

@description('The most instances of each function group. Both services throttle: more of them wait more and do no more. Below 40 only where the region allows it.')
@minValue(1)
@maxValue(1000)
param maximumInstanceCount int = 40

@description('The memory of an instance, in MB.')
@allowed([2048, 4096])
param instanceMemoryMB int = 2048

@description('How many HTTP requests an instance answers at once.')
@minValue(1)
@maxValue(32)
param httpConcurrency int = 8

@description('How many instances stay ready for HTTP requests, at a price: 1 spares salespeople who ask for availability the cold start.')
@minValue(0)
@maxValue(10)
param httpAlwaysReady int = 0

@description('SYNC_TABLE_PREFIX: what the names of the app\'s tables begin with.')
@minLength(1)
@maxLength(20)
param tablePrefix string = 'sync'

@description('SYNC_QUEUE_NAME: the queue for work that does not fit into one call.')
@minLength(3)
@maxLength(56)
param queueName string = 'sync-work'

@description('How the storage account keeps its copies. Couplings are the app\'s memory: keep more than one.')
@allowed(['Standard_LRS', 'Standard_ZRS', 'Standard_GRS', 'Standard_GZRS'])
param storageSku string = 'Standard_ZRS'

@description('Whether the storage account is reachable only from a virtual network of the app\'s own.')
param privateNetworking bool = false

@description('The address that alerts are mailed to, such as a mailbox of the team. Empty shows them in the portal only.')
param alertEmail string = ''

@description('A mapping\'s direction raises an alert when it has not succeeded for so many of its usual intervals.')
@minValue(2)
@maxValue(48)
param lateAfterIntervals int = 6

@description('How many more records left to a person within a day raise an alert, per mapping and direction.')
@minValue(1)
param skippedMore int = 10

@description('How many repeated requests to one service within fifteen minutes raise an alert.')
@minValue(1)
param repeatedRequests int = 100

@description('How long logs are kept, in days.')
@minValue(30)
@maxValue(730)
param logRetentionDays int = 30

@description('How much is logged in a day at most, in GB; -1 is without a limit.')
param logDailyQuotaGb int = 1

var token = toLower(uniqueString(subscription().id, environmentName, location))
var tags = { 'azd-env-name': environmentName }
var signInTenant = empty(entraTenantId) ? tenant().tenantId : entraTenantId
var vaultName = 'kv-${token}'
var settings = {
  BC_TENANT_ID: empty(bcTenantId) ? tenant().tenantId : bcTenantId
  BC_ENVIRONMENT: bcEnvironment
  BC_COMPANY_ID: bcCompanyId
  DATAVERSE_URL: dataverseUrl
  ENTRA_TENANT_ID: signInTenant
  ENTRA_CLIENT_ID: entraClientId
  ACCESS_APP_ROLE: appRole
  SYNC_TABLE_PREFIX: tablePrefix
  SYNC_QUEUE_NAME: queueName
}

resource group 'Microsoft.Resources/resourceGroups@2024-03-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identity 'modules/identity.bicep' = {
  name: 'identity'
  scope: group
  params: {
    name: 'id-sync-${token}'
    location: location
    tags: tags
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    workspaceName: 'log-sync-${token}'
    componentName: 'appi-sync-${token}'
    location: location
    tags: tags
    retentionDays: logRetentionDays
    dailyQuotaGb: logDailyQuotaGb
    publisherPrincipalId: identity.outputs.principalId
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    name: 'stsync${token}'
    location: location
    tags: tags
    sku: storageSku
    publicNetworkAccess: !privateNetworking
    tablePrefix: tablePrefix
    queueName: queueName
    appPrincipalId: identity.outputs.principalId
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    name: vaultName
    location: location
    tags: tags
    readerPrincipalId: identity.outputs.principalId
    writerPrincipalId: principalId
    writerPrincipalType: principalType
    workspaceId: monitoring.outputs.workspaceId
  }
}

module network 'modules/network.bicep' = if (privateNetworking) {
  name: 'network'
  scope: group
  params: {
    name: 'vnet-sync-${token}'
    location: location
    tags: tags
    storageId: storage.outputs.id
  }
}

module app 'modules/function-app.bicep' = {
  name: 'function-app'
  scope: group
  params: {
    name: 'func-sync-${token}'
    planName: 'plan-sync-${token}'
    location: location
    tags: tags
    pythonVersion: pythonVersion
    maximumInstanceCount: maximumInstanceCount
    instanceMemoryMB: instanceMemoryMB
    httpConcurrency: httpConcurrency
    httpAlwaysReady: httpAlwaysReady
    identityId: identity.outputs.id
    identityClientId: identity.outputs.clientId
    blobEndpoint: storage.outputs.blobEndpoint
    queueEndpoint: storage.outputs.queueEndpoint
    tableEndpoint: storage.outputs.tableEndpoint
    packageContainer: storage.outputs.packageContainer
    componentConnectionString: monitoring.outputs.connectionString
    vaultUri: vault.outputs.uri
    credential: credential
    notifications: notifications
    detailedTelemetry: detailedTelemetry
    subnetId: privateNetworking ? network.outputs.appSubnetId : ''
    allowedOrigin: dataverseUrl
    settings: union(settings, furtherSettings)
  }
}

module signIn 'modules/sign-in.bicep' = {
  name: 'sign-in'
  scope: group
  params: {
    appName: app.outputs.name
    tenantId: signInTenant
    clientId: entraClientId
    allowedClients: allowedClients
  }
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    email: alertEmail
    lateAfterIntervals: lateAfterIntervals
    skippedMore: skippedMore
    repeatedRequests: repeatedRequests
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_TENANT_ID string = tenant().tenantId
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_FUNCTION_NAME string = app.outputs.name
output AZURE_KEY_VAULT_NAME string = vaultName
output SYNC_APP_URL string = app.outputs.url
output SYNC_IDENTITY_CLIENT_ID string = identity.outputs.clientId
output SYNC_IDENTITY_PRINCIPAL_ID string = identity.outputs.principalId
