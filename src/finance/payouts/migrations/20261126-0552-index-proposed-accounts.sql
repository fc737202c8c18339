-- Accounts that wait for a second person are a list of their own: few of many, the longest wait first.
CREATE INDEX account_proposed ON payouts.account (tenant_id, proposed_at) WHERE state = 'proposed';
