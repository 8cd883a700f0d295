@description('Where the rules are: where the workspace is.')
param location string

@description('Tags for the rules.')
param tags object

@description('The workspace that is asked.')
param workspaceId string

@description('Who is mailed; empty for nobody.')
param email string

@description('For how many of its usual intervals a mapping\'s direction may not have succeeded.')
param lateAfterIntervals int

@description('How many more records may be left to a person within a day.')
param skippedMore int

@description('How many requests to one service may be repeated within fifteen minutes.')
param repeatedRequests int

// One alert for each of them, which names it.
var perDirection = [
  {
    name: 'Mapping'
    operator: 'Include'
    values: ['*']
  }
  {
    name: 'Leg'
    operator: 'Include'
    values: ['*']
  }
]
var perMapping = [
  {
    name: 'Mapping'
    operator: 'Include'
    values: ['*']
  }
]
var perService = [
  {
    name: 'Service'
    operator: 'Include'
    values: ['*']
  }
]
var rules = [
  {
    name: 'sync-late'
    title: 'A mapping does not succeed'
    text: 'A mapping has not succeeded in each direction for several turns of its timer. GET /api/status says why.'
    query: replace(loadTextContent('../queries/late.kql'), '{intervals}', string(lateAfterIntervals))
    dimensions: perMapping
    operator: 'GreaterThan'
    threshold: 0
    severity: 1
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'sync-silent'
    title: 'Nothing is synchronized'
    text: 'No job has ended well for an hour: the timers do not come, or synchronization is switched off.'
    query: loadTextContent('../queries/silent.kql')
    dimensions: []
    operator: 'LessThan'
    threshold: 1
    severity: 1
    every: 'PT15M'
    window: 'PT1H'
  }
  {
    name: 'sync-behind'
    title: 'A mapping is an hour behind'
    text: 'A change may be older than an hour and is not carried over. GET /api/status says of which mapping, and why.'
    query: loadTextContent('../queries/behind.kql')
    dimensions: []
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
    every: 'PT15M'
    window: 'PT15M'
  }
  {
    name: 'sync-environment'
    title: 'Other environments were met'
    text: 'The app has met other environments than those that it was set up for, and has switched everything off. GET /api/setup shows both.'
    query: loadTextContent('../queries/changed.kql')
    dimensions: []
    operator: 'GreaterThan'
    threshold: 0
    severity: 1
    every: 'PT5M'
    window: 'PT5M'
  }
  {
    name: 'sync-stopped'
    title: 'A run asks to be approved'
    text: 'The mass-change fuse stopped a run: somebody has to approve or refuse it. Timers leave its mapping alone until then.'
    query: loadTextContent('../queries/stopped.kql')
    dimensions: []
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
    every: 'PT5M'
    window: 'PT5M'
  }
  {
    name: 'sync-skipped'
    title: 'More records wait for a person'
    text: 'More records of a mapping are left to a person than a day ago. GET /api/pending lists them with their causes.'
    query: replace(loadTextContent('../queries/skipped.kql'), '{more}', string(skippedMore))
    dimensions: perDirection
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
    every: 'PT1H'
    window: 'P1D'
  }
  {
    name: 'sync-poisoned'
    title: 'A run was given up by the queue'
    text: 'A queue message failed five times and was moved to the poison queue; its run has failed.'
    query: loadTextContent('../queries/poisoned.kql')
    dimensions: []
    operator: 'GreaterThan'
    threshold: 0
    severity: 2
    every: 'PT5M'
    window: 'PT5M'
  }
  {
    name: 'sync-throttled'
    title: 'A service keeps the app waiting'
    text: 'Many requests to Business Central or Dataverse had to be repeated: the service is busy, or other users of the same identity are.'
    query: replace(loadTextContent('../queries/throttled.kql'), '{requests}', string(repeatedRequests))
    dimensions: perService
    operator: 'GreaterThan'
    threshold: 0
    severity: 3
    every: 'PT15M'
    window: 'PT15M'
  }
]

resource receivers 'Microsoft.Insights/actionGroups@2023-01-01' = if (!empty(email)) {
  name: 'sync-operators'
  location: 'global'
  tags: tags
  properties: {
    enabled: true
    groupShortName: 'sync'
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: email
        useCommonAlertSchema: true
      }
    ]
  }
}

resource alert 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = [
  for rule in rules: {
    name: rule.name
    location: location
    tags: tags
    kind: 'LogAlert'
    properties: {
      displayName: rule.title
      description: rule.text
      enabled: true
      severity: rule.severity
      scopes: [workspaceId]
      evaluationFrequency: rule.every
      windowSize: rule.window
      autoMitigate: true
      skipQueryValidation: true // The workspace has its tables only once something was logged.
      criteria: {
        allOf: [
          {
            query: rule.query
            timeAggregation: 'Count'
            operator: rule.operator
            threshold: rule.threshold
            dimensions: rule.dimensions
            failingPeriods: {
              numberOfEvaluationPeriods: 1
              minFailingPeriodsToAlert: 1
            }
          }
        ]
      }
      actions: {
        actionGroups: empty(email) ? [] : [receivers.id]
      }
    }
  }
]
