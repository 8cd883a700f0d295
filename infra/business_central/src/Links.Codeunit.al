codeunit 50000 "BCSync Links"
{
    Access = Internal;

    procedure CurrencyId(CurrencyCode: Code[10]) Id: Guid
    var
        Currency: Record Currency;
    begin
        if Currency.Get(CurrencyCode) then
            Id := Currency.SystemId;
    end;

    procedure UnitGroupId(SourceType: Enum "Unit Group Source Type"; SourceId: Guid) Id: Guid
    var
        UnitGroup: Record "Unit Group";
    begin
        if UnitGroup.Get(SourceType, SourceId) then
            Id := UnitGroup.SystemId;
    end;

    procedure ItemUnitId(ItemNo: Code[20]; UnitOfMeasureCode: Code[10]) Id: Guid
    var
        ItemUnitOfMeasure: Record "Item Unit of Measure";
    begin
        if ItemUnitOfMeasure.Get(ItemNo, UnitOfMeasureCode) then
            Id := ItemUnitOfMeasure.SystemId;
    end;

    procedure ResourceUnitId(ResourceNo: Code[20]; UnitOfMeasureCode: Code[10]) Id: Guid
    var
        ResourceUnitOfMeasure: Record "Resource Unit of Measure";
    begin
        if ResourceUnitOfMeasure.Get(ResourceNo, UnitOfMeasureCode) then
            Id := ResourceUnitOfMeasure.SystemId;
    end;
}
