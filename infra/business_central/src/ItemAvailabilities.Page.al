page 50008 "BCSync Item Availabilities"
{
    PageType = API;
    APIPublisher = 'bcsync';
    APIGroup = 'sync';
    APIVersion = 'v1.0';
    EntityName = 'itemAvailability';
    EntitySetName = 'itemAvailabilities';
    SourceTable = "BCSync Item Availability";
    SourceTableTemporary = true;
    ODataKeyFields = Id;
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
                field(id; Rec.Id) { }
                field(itemId; Rec."Item Id") { }
                field(itemNumber; Rec."Item No.") { }
                field(variantCode; Rec."Variant Code") { }
                field(locationCode; Rec."Location Code") { }
                field(date; Rec.Date) { }
                field(inventory; Rec.Inventory) { }
                field(grossRequirement; Rec."Gross Requirement") { }
                field(scheduledReceipt; Rec."Scheduled Receipt") { }
                field(projectedAvailableBalance; Rec."Projected Available Balance") { }
                field(lastModifiedDateTime; Rec."Last Modified") { }
            }
        }
    }

    var
        Filled: Boolean;
        FilterNeededErr: Label 'To read itemAvailabilities, filter by itemNumber.', Locked = true;

    trigger OnFindRecord(Which: Text): Boolean
    begin
        Fill();
        exit(Rec.Find(Which));
    end;

    local procedure Fill()
    var
        Computed: Record "BCSync Item Availability" temporary;
        Availability: Codeunit "BCSync Availability";
    begin
        if Filled then
            exit;
        if Rec.GetFilter("Item No.") = '' then
            Error(FilterNeededErr);
        Availability.Compute(Rec.GetFilter("Item No."), Computed);
        if Computed.FindSet() then
            repeat
                Rec := Computed;
                Rec.Insert();
            until Computed.Next() = 0;
        Filled := true;
    end;
}
