@description('The virtual network\'s name.')
param name string

@description('Where it is.')
param location string

@description('Tags for it.')
param tags object

@description('The storage account that gets endpoints in it.')
param storageId string

@description('The network\'s addresses.')
param addressPrefix string = '10.32.0.0/24'

@description('Those of the app\'s instances.')
param appPrefix string = '10.32.0.0/25'

@description('Those of the private endpoints.')
param endpointPrefix string = '10.32.0.128/26'

var services = [
  'blob'
  'queue'
  'table'
]

resource rules 'Microsoft.Network/networkSecurityGroups@2024-05-01' = {
  name: 'nsg-${name}'
  location: location
  tags: tags
}

resource network 'Microsoft.Network/virtualNetworks@2024-05-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    addressSpace: { addressPrefixes: [addressPrefix] }
    subnets: [
      {
        name: 'app'
        properties: {
          addressPrefix: appPrefix
          networkSecurityGroup: { id: rules.id }
          delegations: [
            {
              name: 'functions'
              properties: { serviceName: 'Microsoft.App/environments' }
            }
          ]
        }
      }
      {
        name: 'endpoints'
        properties: {
          addressPrefix: endpointPrefix
          networkSecurityGroup: { id: rules.id }
        }
      }
    ]
  }

  resource app 'subnets' existing = {
    name: 'app'
  }

  resource endpoints 'subnets' existing = {
    name: 'endpoints'
  }
}

module endpoint 'private-endpoint.bicep' = [
  for service in services: {
    name: 'endpoint-${service}'
    params: {
      name: 'pe-${name}-${service}'
      location: location
      tags: tags
      resourceId: storageId
      service: service
      networkId: network.id
      subnetId: network::endpoints.id
    }
  }
]

output appSubnetId string = network::app.id
