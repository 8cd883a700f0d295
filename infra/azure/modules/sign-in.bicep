@description('The function app\'s name.')
param appName string

@description('The tenant whose people and apps may sign in, as an id.')
param tenantId string

@description('The client id of the app registration that they sign in to.')
param clientId string

@description('The client ids of further apps whose tokens for this one are let in; empty leaves that to the platform.')
param allowedClients array

// What the app leaves open, or guards by a secret of its own; tests hold it against the app's routes.
var open = [
  '/api/health'
  '/api/openapi.json'
  '/api/console'
  '/api/pages/*'
  '/api/sign-in'
  '/api/notifications/bc'
  '/api/notifications/dataverse'
]

var audiences = {
  allowedAudiences: [
    clientId
    'api://${clientId}'
  ]
}
var clients = {
  defaultAuthorizationPolicy: { allowedApplications: concat([clientId], allowedClients) }
}
var anyClient = {}

resource app 'Microsoft.Web/sites@2024-11-01' existing = {
  name: appName
}

resource authentication 'Microsoft.Web/sites/config@2024-11-01' = {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
      runtimeVersion: '~1'
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: open
    }
    httpSettings: { requireHttps: true }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: clientId
          openIdIssuer: '${environment().authentication.loginEndpoint}${tenantId}/v2.0'
        }
        validation: union(audiences, empty(allowedClients) ? anyClient : clients)
      }
    }
    login: {
      tokenStore: { enabled: false }
    }
  }
}
