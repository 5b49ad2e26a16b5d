package io.centercontrol.provisioning.progress;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Where a verb's one transaction begins and ends. */
public interface Transactions {
    /** Does the work in one transaction, in the open one if there is one; rolled back when the work fails. */
    <T> Uni<T> run(Supplier<Uni<T>> work);
}
