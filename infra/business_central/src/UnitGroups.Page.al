page 50004 "BCSync Unit Groups"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'unitGroup';
    EntitySetName = 'unitGroups';
    SourceTable = "Unit Group";
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
                field(sourceType; Rec."Source Type") { }
                field(sourceId; Rec."Source Id") { }
                field(sourceNumber; Rec."Source No.") { }
                field(code; UnitGroupCode) { }
                field(sourceName; SourceName) { }
                field(baseUnitOfMeasureCode; BaseUnitOfMeasureCode) { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { }
            }
        }
    }

    var
        UnitGroupCode: Code[50];
        SourceName: Text[100];
        BaseUnitOfMeasureCode: Code[10];

    trigger OnAfterGetRecord()
    var
        Item: Record Item;
        Resource: Record Resource;
    begin
        UnitGroupCode := Rec.GetCode();
        SourceName := Rec.GetSourceName();
        BaseUnitOfMeasureCode := '';
        case Rec."Source Type" of
            Rec."Source Type"::Item:
                if Item.GetBySystemId(Rec."Source Id") then
                    BaseUnitOfMeasureCode := Item."Base Unit of Measure";
            Rec."Source Type"::Resource:
                if Resource.GetBySystemId(Rec."Source Id") then
                    BaseUnitOfMeasureCode := Resource."Base Unit of Measure";
        end;
    end;
}
