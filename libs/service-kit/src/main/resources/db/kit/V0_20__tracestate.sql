-- The second header of W3C Trace Context, for those who trace with more than one vendor's tools.
alter table outbox add column tracestate text;
