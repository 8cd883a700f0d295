page 50005 "BCSync Item Units"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'itemUnitOfMeasure';
    EntitySetName = 'itemUnitsOfMeasure';
    SourceTable = "Item Unit of Measure";
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
                field(itemId; ItemId) { }
                field(itemNumber; Rec."Item No.") { }
                field(code; Rec.Code) { }
                field(quantityPerUnitOfMeasure; Rec."Qty. per Unit of Measure") { }
                field(unitGroupId; UnitGroupId) { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { }
            }
        }
    }

    var
        ItemId: Guid;
        UnitGroupId: Guid;

    trigger OnAfterGetRecord()
    var
        Item: Record Item;
        Links: Codeunit "BCSync Links";
    begin
        Clear(ItemId);
        Clear(UnitGroupId);
        if Item.Get(Rec."Item No.") then begin
            ItemId := Item.SystemId;
            UnitGroupId := Links.UnitGroupId(Enum::"Unit Group Source Type"::Item, Item.SystemId);
        end;
    end;
}
