page 50002 "BCSync Price List Lines"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'priceListLine';
    EntitySetName = 'priceListLines';
    SourceTable = "Price List Line";
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
                field(priceListId; PriceListId) { }
                field(priceListCode; Rec."Price List Code") { }
                field(lineNumber; Rec."Line No.") { }
                field(sourceType; Rec."Source Type") { }
                field(sourceNumber; Rec."Source No.") { }
                field(assetType; Rec."Asset Type") { }
                field(assetId; Rec."Asset ID") { }
                field(assetNumber; Rec."Asset No.") { }
                field(variantCode; Rec."Variant Code") { }
                field(description; Rec.Description) { }
                field(unitOfMeasureCode; Rec."Unit of Measure Code") { }
                field(pricedUnitOfMeasureCode; PricedUnitOfMeasureCode) { }
                field(pricedUnitOfMeasureId; PricedUnitOfMeasureId) { }
                field(currencyId; CurrencyId) { }
                field(currencyCode; Rec."Currency Code") { }
                field(startingDate; Rec."Starting Date") { }
                field(endingDate; Rec."Ending Date") { }
                field(minimumQuantity; Rec."Minimum Quantity") { }
                field(priceType; Rec."Price Type") { }
                field(amountType; Rec."Amount Type") { }
                field(unitPrice; Rec."Unit Price") { }
                field(lineDiscountPercent; Rec."Line Discount %") { }
                field(status; Rec.Status) { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { }
            }
        }
    }

    var
        PriceListId: Guid;
        PricedUnitOfMeasureCode: Code[10];
        PricedUnitOfMeasureId: Guid;
        CurrencyId: Guid;

    trigger OnAfterGetRecord()
    var
        PriceListHeader: Record "Price List Header";
        Links: Codeunit "BCSync Links";
    begin
        Clear(PriceListId);
        if PriceListHeader.Get(Rec."Price List Code") then
            PriceListId := PriceListHeader.SystemId;
        CurrencyId := Links.CurrencyId(Rec."Currency Code");
        PricedUnitOfMeasureCode := Rec."Unit of Measure Code";
        Clear(PricedUnitOfMeasureId);
        case Rec."Asset Type" of
            Rec."Asset Type"::Item:
                FindItemUnit(Links);
            Rec."Asset Type"::Resource:
                FindResourceUnit(Links);
        end;
    end;

    local procedure FindItemUnit(Links: Codeunit "BCSync Links")
    var
        Item: Record Item;
    begin
        if PricedUnitOfMeasureCode = '' then
            if Item.Get(Rec."Asset No.") then
                PricedUnitOfMeasureCode := Item."Base Unit of Measure";
        PricedUnitOfMeasureId := Links.ItemUnitId(Rec."Asset No.", PricedUnitOfMeasureCode);
    end;

    local procedure FindResourceUnit(Links: Codeunit "BCSync Links")
    var
        Resource: Record Resource;
    begin
        if PricedUnitOfMeasureCode = '' then
            if Resource.Get(Rec."Asset No.") then
                PricedUnitOfMeasureCode := Resource."Base Unit of Measure";
        PricedUnitOfMeasureId := Links.ResourceUnitId(Rec."Asset No.", PricedUnitOfMeasureCode);
    end;
}
