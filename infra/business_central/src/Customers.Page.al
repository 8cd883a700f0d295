page 50013 "BCSync Customers"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'customer';
    EntitySetName = 'customers';
    SourceTable = Customer;
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
                field(displayName; Rec.Name) { }
                field(addressLine1; Rec.Address) { }
                field(addressLine2; Rec."Address 2") { }
                field(city; Rec.City) { }
                field(state; Rec.County) { }
                field(country; Rec."Country/Region Code") { }
                field(postalCode; Rec."Post Code") { }
                field(phoneNumber; Rec."Phone No.") { }
                field(mobilePhoneNumber; Rec."Mobile Phone No.") { }
                field(faxNumber; Rec."Fax No.") { }
                field(email; Rec."E-Mail") { }
                field(website; Rec."Home Page") { }
                field(salespersonCode; Rec."Salesperson Code") { }
                field(creditLimit; Rec."Credit Limit (LCY)") { }
                field(currencyId; Rec."Currency Id") { }
                field(paymentTermsId; Rec."Payment Terms Id") { }
                field(shipmentMethodId; Rec."Shipment Method Id") { }
                field(shippingAgentCode; Rec."Shipping Agent Code") { }
                field(primaryContactNumber; Rec."Primary Contact No.") { }
                field(contactName; ContactName)
                {
                    // Its validation would make a new contact of the name.
                    trigger OnValidate()
                    begin
                        Rec.Contact := ContactName;
                    end;
                }
                field(blocked; Rec.Blocked) { }
                field(lastModifiedDateTime; Rec.SystemModifiedAt) { Editable = false; }
            }
        }
    }

    var
        ContactName: Text[100];

    trigger OnAfterGetRecord()
    begin
        ContactName := Rec.Contact;
    end;

    trigger OnInsertRecord(BelowxRec: Boolean): Boolean
    begin
        Rec.TestField(Name);
        exit(true);
    end;
}
