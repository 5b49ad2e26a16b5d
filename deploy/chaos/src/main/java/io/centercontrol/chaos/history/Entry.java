package io.centercontrol.chaos.history;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One line of a history. Times are microseconds since the run began, by the one monotonic clock of the process that
 * watched everything: they can be compared with each other and with nothing else.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Entry.Begun.class, name = "begun"),
    @JsonSubTypes.Type(value = Entry.Asked.class, name = "asked"),
    @JsonSubTypes.Type(value = Entry.Answered.class, name = "answered"),
    @JsonSubTypes.Type(value = Entry.Decided.class, name = "decided"),
    @JsonSubTypes.Type(value = Entry.Placed.class, name = "placed"),
    @JsonSubTypes.Type(value = Entry.Counted.class, name = "counted"),
    @JsonSubTypes.Type(value = Entry.Proven.class, name = "proven"),
    @JsonSubTypes.Type(value = Entry.Broken.class, name = "broken"),
    @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = Entry.Row.class, name = "row"),
    @JsonSubTypes.Type(value = Entry.Past.class, name = "past"),
    @JsonSubTypes.Type(value = Entry.Said.class, name = "said"),
    @JsonSubTypes.Type(value = Entry.Audited.class, name = "audited"),
    @JsonSubTypes.Type(value = Entry.Signed.class, name = "signed"),
    @JsonSubTypes.Type(value = Entry.Ended.class, name = "ended"),
    @JsonSubTypes.Type(value = Entry.End.class, name = "end"),
    @JsonSubTypes.Type(value = Entry.Copied.class, name = "copied"),
    @JsonSubTypes.Type(value = Entry.Stood.class, name = "stood"),
    @JsonSubTypes.Type(value = Entry.Claimed.class, name = "claimed"),
    @JsonSubTypes.Type(value = Entry.Lied.class, name = "lied"),
    @JsonSubTypes.Type(value = Entry.Stayed.class, name = "stayed")
})
public sealed interface Entry {

    /** The run's own data; the first line. */
    record Begun(long seed, String time) implements Entry {}

    /**
     * A change is asked for, perhaps again under the same key.
     *
     * @param op names the change; it stands in the change's reason, so that its effects can be found
     * @param subject null when a tenant is to be registered
     * @param wants what is to hold afterwards, the same words for the same; empty for a verb that never finds it so already
     */
    record Asked(long at, String op, String verb, @Nullable Subject subject, String wants, int client)
            implements Entry {}

    /** How asking ended. Version and event are what an acknowledgement said. */
    record Answered(
            long at,
            String op,
            Outcome outcome,
            int status,
            @Nullable Subject subject,
            @Nullable Long version,
            @Nullable UUID eventId,
            String why)
            implements Entry {}

    /**
     * An instance decided whether an order may be placed.
     *
     * @param key names the order: it is the Idempotency-Key that it was asked for with
     * @param order the id that an order was answered with; null where none was
     */
    record Decided(
            long begun,
            long ended,
            Subject subject,
            String instance,
            Decision decision,
            String why,
            String key,
            @Nullable UUID order)
            implements Entry {}

    /** An order in the tenant service's own database in the end; {@code key} as in {@link Decided}. */
    record Placed(Subject subject, String key, UUID order) implements Entry {}

    /**
     * A tenant's orders in the end: how many, and for how much in the smallest unit of the currency, in the tenant service's own
     * database and in the platform's figures.
     */
    record Counted(Subject subject, long orders, long minor, long countedOrders, long countedMinor) implements Entry {}

    /** The ledger said that no instance serves without this change; {@code at} is when its answer was here. */
    record Proven(long at, Subject subject, long version, UUID eventId, String status) implements Entry {}

    /** A fault, and how long it lasted. */
    record Broken(long at, String fault, String target, long lasted) implements Entry {}

    /** When all was quiet and even again after the last fault; false when it never was. */
    record Settled(long at, boolean settled, long took) implements Entry {}

    /** An aggregate's row in the owner's database in the end. What has no status has an empty one. */
    record Row(Subject subject, long version, UUID eventId, String status, String content) implements Entry {}

    /** A row of the owner's table of all versions. */
    record Past(
            Subject subject,
            long version,
            UUID eventId,
            String status,
            String content,
            @Nullable String reason) implements Entry {}

    /** A committed record of a state topic. */
    record Said(
            int partition,
            long offset,
            Subject subject,
            long version,
            UUID eventId,
            String status,
            String content,
            String bytes)
            implements Entry {}

    /** An entry of the audit trail in the end. */
    record Audited(Subject subject, long version, UUID eventId) implements Entry {}

    /**
     * A checkpoint of the trail's log that was told during the run.
     *
     * @param root in Base64
     * @param follows whether its proof leads from the one that was told before it
     */
    record Signed(long size, String root, boolean follows) implements Entry {}

    /** A tombstone: the aggregate was erased, its past too. */
    record Ended(int partition, long offset, Subject subject, long version) implements Entry {}

    /** Where a partition of a state topic that is copied ended. */
    record End(String topic, int partition, long offset) implements Entry {}

    /** An aggregate in an instance's copy, as its folder held it. */
    record Copied(
            String instance, Subject subject, long version, UUID eventId, String status, String content, String bytes)
            implements Entry {}

    /** Up to where an instance's copy holds a partition, as its folder says. */
    record Stood(String instance, String topic, int partition, long nextOffset) implements Entry {}

    /** The furthest position in a partition that an instance ever wrote for the ledger. */
    record Claimed(String instance, String topic, int partition, long nextOffset) implements Entry {}

    /**
     * Lies of one kind that a tenant service told before anything else was broken, and what became of them.
     *
     * @param mustBeSetAside whether no reader can take them for true
     * @param setAside how many records were, of all kinds, when all were read
     */
    record Lied(String kind, long count, boolean mustBeSetAside, long setAside) implements Entry {}

    /** Whether a process went on, the same as before, while a tenant service lied. */
    record Stayed(String process, boolean same) implements Entry {}

    /** What came of a request for a change. */
    enum Outcome {
        /** It was answered that the change is made. */
        ACKNOWLEDGED,
        /** It was answered that it is not made, or the request never left. */
        REFUSED,
        /** No answer, or one that says nothing about it: it may have been made or not. */
        UNKNOWN
    }

    /** What an instance did with an order. */
    enum Decision {
        /** It let the order through. */
        ALLOWED,
        /** It refused it. */
        REFUSED,
        /** It did not say. */
        UNKNOWN
    }
}
