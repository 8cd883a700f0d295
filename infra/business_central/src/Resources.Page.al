page 50003 "BCSync Resources"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'resource';
    EntitySetName = 'resources';
    SourceTable = Resource;
    ODataKeyFields = SystemId;
    DelayedInsert = true;
    Extensible = false;

    layout
    {
        area(Content)
        {
            repeater(Records)
            {
                field(id; Rec.SystemId) { Editable = false; }
                field(number; Rec."No.") { }
                field(type; Rec.Type) { }
                field(displayName; Rec.Name) { }
                field(blocked; Rec.Blocked) { }
                field(unitGroupId; UnitGroupId) { Editable = false; }
                field(baseUnitOfMeasureId; BaseUnitOfMeasureId) { Editable = false; }
                field(baseUnitOfMeasureCode; Rec."Base Unit of Measure") { }
                field(unitCost; Rec."Unit Cost") { }
                field(unitPrice; Rec."Unit Price") { }
                field(vendorNumber; Rec."Vendor No.") { }
                field(capacity; Rec.Capacity) { Editable = false; }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { Editable = false; }
                part(resourceUnitsOfMeasure; "BCSync Resource Units")
                {
                    EntityName = 'resourceUnitOfMeasure';
                    EntitySetName = 'resourceUnitsOfMeasure';
                    SubPageLink = "Resource No." = field("No.");
                }
            }
        }
    }

    var
        UnitGroupId: Guid;
        BaseUnitOfMeasureId: Guid;

    trigger OnAfterGetRecord()
    var
        Links: Codeunit "BCSync Links";
    begin
        UnitGroupId := Links.UnitGroupId(Enum::"Unit Group Source Type"::Resource, Rec.SystemId);
        BaseUnitOfMeasureId := Links.ResourceUnitId(Rec."No.", Rec."Base Unit of Measure");
    end;
}
