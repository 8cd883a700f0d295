page 50001 "BCSync Price List Headers"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'priceListHeader';
    EntitySetName = 'priceListHeaders';
    SourceTable = "Price List Header";
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
                field(code; Rec.Code) { }
                field(displayName; Rec.Description) { }
                field(sourceType; Rec."Source Type") { }
                field(sourceNumber; Rec."Source No.") { }
                field(priceType; Rec."Price Type") { }
                field(amountType; Rec."Amount Type") { }
                field(currencyId; CurrencyId) { }
                field(currencyCode; Rec."Currency Code") { }
                field(startingDate; Rec."Starting Date") { }
                field(endingDate; Rec."Ending Date") { }
                field(priceIncludesTax; Rec."Price Includes VAT") { }
                field(allowLineDiscount; Rec."Allow Line Disc.") { }
                field(allowInvoiceDiscount; Rec."Allow Invoice Disc.") { }
                field(status; Rec.Status) { }
                field(allowUpdatingDefaults; Rec."Allow Updating Defaults") { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { }
                part(priceListLines; "BCSync Price List Lines")
                {
                    EntityName = 'priceListLine';
                    EntitySetName = 'priceListLines';
                    SubPageLink = "Price List Code" = field(Code);
                }
            }
        }
    }

    var
        CurrencyId: Guid;

    trigger OnAfterGetRecord()
    var
        Links: Codeunit "BCSync Links";
    begin
        CurrencyId := Links.CurrencyId(Rec."Currency Code");
    end;
}
