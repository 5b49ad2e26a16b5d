package io.centercontrol.dataplane;

import io.centercontrol.evaluation.Flag;
import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.evaluation.ValueType;
import io.centercontrol.kernel.TenantId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What is on for whom, by this instance's copy of the flags. Nothing waits and nothing is asked of anybody. The direct calls,
 * {@code isOn} and its like, allocate nothing.
 *
 * <p>Where a flag gives no value the caller's own fallback counts: there is no such flag, it is disabled or archived, its
 * values are of another type, or there is no copy yet. So choose as fallback what is safe.
 *
 * <p>Rules see these attributes of a tenant that is known here: {@code tenantId}, {@code plan}, {@code kind}, {@code
 * status}, {@code region}, {@code labels}; and the tenant's id as {@code targetingKey}, unless the application gives another.
 *
 * <p>How often each flag is asked for, and with what outcome, is counted here and told to the platform once a minute.
 */
public interface Flags {
    /** Whether a boolean flag is on for the tenant. */
    boolean isOn(String flag, TenantId tenant, boolean fallback);

    /** The value of a flag whose values are texts. */
    String text(String flag, TenantId tenant, String fallback);

    /** The value of a flag whose values are whole numbers. */
    long whole(String flag, TenantId tenant, long fallback);

    /** The value of a flag whose values are numbers. */
    double number(String flag, TenantId tenant, double fallback);

    /** The value of a flag whose values are objects: an immutable map. */
    Map<String, ?> object(String flag, TenantId tenant, Map<String, ?> fallback);

    /**
     * Evaluates a flag, and says why it has the value it has.
     *
     * @param tenant null where no tenant is meant
     * @param attributes what else the rules may ask about; cannot say anything else about a tenant that is known here than
     *     the platform does, but for its {@code targetingKey}
     * @return null when there is no such flag
     */
    @Nullable
    Resolution evaluate(String flag, @Nullable TenantId tenant, Map<String, ?> attributes);

    /**
     * Evaluates a flag for a caller who takes this type: another is an error.
     *
     * @param context as {@link #context(TenantId, Map)} gives it, or of one's own
     * @return null when there is no such flag
     */
    @Nullable
    Resolution evaluate(String flag, FlagContext context, ValueType type);

    /** What rules see of the tenant and these attributes, for evaluations of one's own. */
    FlagContext context(@Nullable TenantId tenant, Map<String, ?> attributes);

    /** One flag, without asking for its value: that is not counted as its use. Null when there is no such flag. */
    @Nullable
    Flag find(String key);

    /** All flags, by their keys' order. */
    Collection<Flag> all();

    /** One flag's flagd flag definition, JSON text without references to anything else; null when there is no such flag. */
    @Nullable
    String definition(String key);

    /** Whether there is a copy to answer from. */
    boolean isReady();

    /** Another number after each change of the copy; 0 as long as there is none. */
    long stamp();

    /**
     * Tells of changes, until the answer is closed.
     *
     * @param listener is given the keys of flags that came, went or changed. It is called on the thread that follows the
     *     flags: it must not wait for anything
     */
    Subscription onChange(Consumer<Set<String>> listener);

    /** Ends with {@link #close}. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
