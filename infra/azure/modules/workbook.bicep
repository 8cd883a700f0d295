@description('Where the workbook is: where the workspace is.')
param location string

@description('Tags for the workbook.')
param tags object

@description('The workspace that it asks.')
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(workspaceId, 'sync-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    displayName: 'Business Central and Sales in step'
    category: 'workbook'
    sourceId: workspaceId
    serializedData: loadTextContent('../workbook.json')
  }
}
