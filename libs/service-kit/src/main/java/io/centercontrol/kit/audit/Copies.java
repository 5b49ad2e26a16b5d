package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;

/**
 * Copies of records. Avro's own look each enum's class up by the loader that has Avro, which is not always the one that has the
 * record's: in development and test there are two.
 */
final class Copies {
    private Copies() {}

    /** A builder that has all that a record has. */
    static AuditEvent.Builder of(AuditEvent event) {
        return AuditEvent.newBuilder()
                .setEventId(event.getEventId())
                .setNumber(event.getNumber())
                .setAction(event.getAction())
                .setCategory(event.getCategory())
                .setOutcome(event.getOutcome())
                .setTime(event.getTime())
                .setLastTime(event.getLastTime())
                .setCount(event.getCount())
                .setActor(event.getActor())
                .setTenantId(event.getTenantId())
                .setTargets(event.getTargets())
                .setReason(event.getReason())
                .setRequest(event.getRequest())
                .setDetail(event.getDetail())
                .setService(event.getService())
                .setCorrelationId(event.getCorrelationId())
                .setCausationId(event.getCausationId())
                .setTraceparent(event.getTraceparent());
    }
}
