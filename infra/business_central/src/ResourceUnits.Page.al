page 50006 "BCSync Resource Units"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'resourceUnitOfMeasure';
    EntitySetName = 'resourceUnitsOfMeasure';
    SourceTable = "Resource Unit of Measure";
    ODataKeyFields = SystemId;
    DelayedInsert = true;
    Editable = false;
    InsertAllowed = false;
    ModifyAllowed = false;
    DeleteAllowed = false;
    Extensible = false;

    layout
    {
        area(Content)
        {
            repeater(Records)
            {
                field(id; Rec.SystemId) { }
                field(resourceId; ResourceId) { }
                field(resourceNumber; Rec."Resource No.") { }
                field(code; Rec.Code) { }
                field(quantityPerUnitOfMeasure; Rec."Qty. per Unit of Measure") { }
                field(relatedToBaseUnitOfMeasure; Rec."Related to Base Unit of Meas.") { }
                field(unitGroupId; UnitGroupId) { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { }
            }
        }
    }

    var
        ResourceId: Guid;
        UnitGroupId: Guid;

    trigger OnAfterGetRecord()
    var
        Resource: Record Resource;
        Links: Codeunit "BCSync Links";
    begin
        Clear(ResourceId);
        Clear(UnitGroupId);
        if Resource.Get(Rec."Resource No.") then begin
            ResourceId := Resource.SystemId;
            UnitGroupId := Links.UnitGroupId(Enum::"Unit Group Source Type"::Resource, Resource.SystemId);
        end;
    end;
}
