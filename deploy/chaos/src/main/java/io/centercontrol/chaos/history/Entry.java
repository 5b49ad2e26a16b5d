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
    @JsonSubTypes.Type(value = Entry.Proven.class, name = "proven"),
    @JsonSubTypes.Type(value = Entry.Broken.class, name = "broken"),
    @JsonSubTypes.Type(value = Entry.Settled.class, name = "settled"),
    @JsonSubTypes.Type(value = Entry.Row.class, name = "row"),
    @JsonSubTypes.Type(value = Entry.Past.class, name = "past"),
    @JsonSubTypes.Type(value = Entry.Said.class, name = "said"),
    @JsonSubTypes.Type(value = Entry.End.class, name = "end"),
    @JsonSubTypes.Type(value = Entry.Copied.class, name = "copied"),
    @JsonSubTypes.Type(value = Entry.Stood.class, name = "stood"),
    @JsonSubTypes.Type(value = Entry.Claimed.class, name = "claimed")
})
public sealed interface Entry {

    /** The run's own data; the first line. */
    record Begun(long seed, String time) implements Entry {}

    /**
     * A change is asked for, perhaps again under the same key.
     *
     * @param op names the change; it stands in the change's reason, so that its effects can be found
     * @param tenant null when it is to be registered
     */
    record Asked(long at, String op, String verb, @Nullable UUID tenant, int client) implements Entry {}

    /** How asking ended. Version and event are what an acknowledgement said. */
    record Answered(
            long at,
            String op,
            Outcome outcome,
            int status,
            @Nullable UUID tenant,
            @Nullable Long version,
            @Nullable UUID eventId,
            String why)
            implements Entry {}

    /** An instance decided whether an order may be placed; whether it was placed is not this entry's business. */
    record Decided(long begun, long ended, UUID tenant, String instance, Decision decision, String why)
            implements Entry {}

    /** The ledger said that no instance serves without this change; {@code at} is when its answer was here. */
    record Proven(long at, UUID tenant, long version, UUID eventId, String status) implements Entry {}

    /** A fault, and how long it lasted. */
    record Broken(long at, String fault, String target, long lasted) implements Entry {}

    /** When all was quiet and even again after the last fault; false when it never was. */
    record Settled(long at, boolean settled, long took) implements Entry {}

    /** A tenant's row in the owner's database in the end. */
    record Row(UUID tenant, long version, UUID eventId, String status, String content) implements Entry {}

    /** A row of the owner's table of all versions. */
    record Past(
            UUID tenant,
            long version,
            UUID eventId,
            String status,
            String content,
            @Nullable String reason) implements Entry {}

    /** A committed record of the tenants' topic. */
    record Said(
            int partition,
            long offset,
            UUID tenant,
            long version,
            UUID eventId,
            String status,
            String content,
            String bytes)
            implements Entry {}

    /** Where a partition of the tenants' topic ended. */
    record End(int partition, long offset) implements Entry {}

    /** A tenant in an instance's copy, as its folder held it. */
    record Copied(String instance, UUID tenant, long version, UUID eventId, String status, String content, String bytes)
            implements Entry {}

    /** Up to where an instance's copy holds a partition, as its folder says. */
    record Stood(String instance, int partition, long nextOffset) implements Entry {}

    /** The furthest position in a partition that an instance ever wrote for the ledger. */
    record Claimed(String instance, int partition, long nextOffset) implements Entry {}

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
