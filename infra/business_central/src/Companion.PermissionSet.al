permissionset 50000 "BCSync Companion"
{
    Assignable = true;
    Caption = 'Business Central Sync companion', Locked = true;
    Permissions =
        tabledata Customer = RIMD,
        tabledata "Customer Price Group" = R,
        tabledata "Price List Header" = R,
        tabledata "Price List Line" = R,
        tabledata "Sales Price Access" = R,
        tabledata Resource = RIMD,
        tabledata "Resource Unit of Measure" = RIMD,
        tabledata "Unit Group" = RIMD,
        tabledata "Item Unit of Measure" = R,
        tabledata "Shipping Agent" = RIMD,
        tabledata "CRM Integration Record" = R,
        tabledata Currency = R,
        tabledata Item = R,
        tabledata "Item Ledger Entry" = R,
        tabledata "Sales Line" = R,
        tabledata "Purchase Line" = R,
        tabledata "Transfer Line" = R,
        table "BCSync Item Availability" = X,
        codeunit "BCSync Availability" = X,
        codeunit "BCSync Links" = X,
        page "BCSync Customers" = X,
        page "BCSync Customer Price Groups" = X,
        page "BCSync Price List Headers" = X,
        page "BCSync Price List Lines" = X,
        page "BCSync Resources" = X,
        page "BCSync Unit Groups" = X,
        page "BCSync Item Units" = X,
        page "BCSync Resource Units" = X,
        page "BCSync Shipping Agents" = X,
        page "BCSync Built-in Couplings" = X,
        page "BCSync Item Availabilities" = X;
}
