page 50000 "BCSync Customer Price Groups"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'customerPriceGroup';
    EntitySetName = 'customerPriceGroups';
    SourceTable = "Customer Price Group";
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
                field(priceIncludesTax; Rec."Price Includes VAT") { }
                field(allowInvoiceDiscount; Rec."Allow Invoice Disc.") { }
                field(allowLineDiscount; Rec."Allow Line Disc.") { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { }
            }
        }
    }
}
