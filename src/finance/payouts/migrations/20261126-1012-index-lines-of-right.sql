-- A change of a right looks for its lines of every kind; an adjustment list changes thousands of rights in one go, and
-- each would otherwise read every line there is.
CREATE INDEX line_by_entitlement ON payouts.line (tenant_id, entitlement_id);
