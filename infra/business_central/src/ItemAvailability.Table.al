// Filled anew for each request, and never stored.
table 50000 "BCSync Item Availability"
{
    TableType = Temporary;
    Access = Internal;
    DataClassification = SystemMetadata;

    fields
    {
        field(1; "Item No."; Code[20]) { }
        field(2; "Variant Code"; Code[10]) { }
        field(3; "Location Code"; Code[10]) { }
        field(4; Date; Date) { }
        field(5; Id; Guid) { }
        field(6; "Item Id"; Guid) { }
        field(7; Inventory; Decimal) { }
        field(8; "Gross Requirement"; Decimal) { }
        field(9; "Scheduled Receipt"; Decimal) { }
        field(10; "Projected Available Balance"; Decimal) { }
        field(11; "Last Modified"; DateTime) { }
    }

    keys
    {
        key(PlaceAndDay; "Item No.", "Variant Code", "Location Code", Date) { Clustered = true; }
    }
}
