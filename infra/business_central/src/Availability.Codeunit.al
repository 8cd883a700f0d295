// What is there of items, and will be, by variant, location and day on which something moves.
codeunit 50001 "BCSync Availability"
{
    Access = Internal;

    procedure Compute(ItemFilter: Text; var Computed: Record "BCSync Item Availability" temporary)
    var
        Item: Record Item;
    begin
        Item.SetFilter("No.", ItemFilter);
        Item.SetLoadFields("No.");
        if Item.FindSet() then
            repeat
                AddStock(Item, Computed);
                AddSalesOrders(Item, Computed);
                AddPurchaseOrders(Item, Computed);
                AddTransfers(Item, Computed);
            until Item.Next() = 0;
        SumUp(Computed);
    end;

    local procedure AddStock(Item: Record Item; var Computed: Record "BCSync Item Availability" temporary)
    var
        Entry: Record "Item Ledger Entry";
    begin
        Entry.SetRange("Item No.", Item."No.");
        Entry.SetLoadFields("Variant Code", "Location Code", "Posting Date", Quantity);
        if Entry.FindSet() then
            repeat
                FindDay(Item, Entry."Variant Code", Entry."Location Code", Entry."Posting Date", Entry.SystemModifiedAt, Computed);
                Computed.Inventory += Entry.Quantity;
                Computed.Modify();
            until Entry.Next() = 0;
    end;

    local procedure AddSalesOrders(Item: Record Item; var Computed: Record "BCSync Item Availability" temporary)
    var
        Line: Record "Sales Line";
    begin
        Line.SetRange("Document Type", Line."Document Type"::Order);
        Line.SetRange(Type, Line.Type::Item);
        Line.SetRange("Drop Shipment", false);
        Line.SetRange("No.", Item."No.");
        Line.SetFilter("Outstanding Qty. (Base)", '<>0');
        if Line.FindSet() then
            repeat
                FindDay(Item, Line."Variant Code", Line."Location Code", Line."Shipment Date", Line.SystemModifiedAt, Computed);
                Computed."Gross Requirement" += Line."Outstanding Qty. (Base)";
                Computed.Modify();
            until Line.Next() = 0;
    end;

    local procedure AddPurchaseOrders(Item: Record Item; var Computed: Record "BCSync Item Availability" temporary)
    var
        Line: Record "Purchase Line";
    begin
        Line.SetRange("Document Type", Line."Document Type"::Order);
        Line.SetRange(Type, Line.Type::Item);
        Line.SetRange("Drop Shipment", false);
        Line.SetRange("No.", Item."No.");
        Line.SetFilter("Outstanding Qty. (Base)", '<>0');
        if Line.FindSet() then
            repeat
                FindDay(Item, Line."Variant Code", Line."Location Code", Line."Expected Receipt Date", Line.SystemModifiedAt, Computed);
                Computed."Scheduled Receipt" += Line."Outstanding Qty. (Base)";
                Computed.Modify();
            until Line.Next() = 0;
    end;

    local procedure AddTransfers(Item: Record Item; var Computed: Record "BCSync Item Availability" temporary)
    var
        Line: Record "Transfer Line";
    begin
        Line.SetRange("Item No.", Item."No.");
        Line.SetRange("Derived From Line No.", 0);
        if Line.FindSet() then
            repeat
                if Line."Outstanding Qty. (Base)" <> 0 then begin
                    FindDay(Item, Line."Variant Code", Line."Transfer-from Code", Line."Shipment Date", Line.SystemModifiedAt, Computed);
                    Computed."Gross Requirement" += Line."Outstanding Qty. (Base)";
                    Computed.Modify();
                    FindDay(Item, Line."Variant Code", Line."Transfer-to Code", Line."Receipt Date", Line.SystemModifiedAt, Computed);
                    Computed."Scheduled Receipt" += Line."Outstanding Qty. (Base)";
                    Computed.Modify();
                end;
                // What is on its way lies at a location of its own, where nobody can sell it.
                if Line."Qty. in Transit (Base)" <> 0 then begin
                    FindDay(Item, Line."Variant Code", Line."In-Transit Code", 0D, Line.SystemModifiedAt, Computed);
                    Computed."Gross Requirement" += Line."Qty. in Transit (Base)";
                    Computed.Modify();
                    FindDay(Item, Line."Variant Code", Line."Transfer-to Code", Line."Receipt Date", Line.SystemModifiedAt, Computed);
                    Computed."Scheduled Receipt" += Line."Qty. in Transit (Base)";
                    Computed.Modify();
                end;
            until Line.Next() = 0;
    end;

    local procedure FindDay(Item: Record Item; VariantCode: Code[10]; LocationCode: Code[10]; Day: Date; ModifiedAt: DateTime; var Computed: Record "BCSync Item Availability" temporary)
    begin
        if not Computed.Get(Item."No.", VariantCode, LocationCode, Day) then begin
            Computed.Init();
            Computed."Item No." := Item."No.";
            Computed."Variant Code" := VariantCode;
            Computed."Location Code" := LocationCode;
            Computed.Date := Day;
            Computed.Id := CreateGuid();
            Computed."Item Id" := Item.SystemId;
            Computed.Insert();
        end;
        if ModifiedAt > Computed."Last Modified" then
            Computed."Last Modified" := ModifiedAt;
    end;

    // Each row gets what moved at its place up to its day.
    local procedure SumUp(var Computed: Record "BCSync Item Availability" temporary)
    var
        Before: Record "BCSync Item Availability" temporary;
    begin
        if Computed.FindSet() then
            repeat
                if (Before."Item No." = Computed."Item No.") and (Before."Variant Code" = Computed."Variant Code") and (Before."Location Code" = Computed."Location Code") then begin
                    Computed.Inventory += Before.Inventory;
                    Computed."Gross Requirement" += Before."Gross Requirement";
                    Computed."Scheduled Receipt" += Before."Scheduled Receipt";
                    if Before."Last Modified" > Computed."Last Modified" then
                        Computed."Last Modified" := Before."Last Modified";
                end;
                Computed."Projected Available Balance" := Computed.Inventory - Computed."Gross Requirement" + Computed."Scheduled Receipt";
                Computed.Modify();
                Before := Computed;
            until Computed.Next() = 0;
    end;
}
