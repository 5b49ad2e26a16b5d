package io.centercontrol.tenants;

import io.smallrye.mutiny.Uni;
import java.util.function.Supplier;

/** Several steps that are saved together or not at all. */
public interface Transactions {
    /** Does the work in one transaction; what it calls joins in. */
    <T> Uni<T> in(Supplier<Uni<T>> work);
}
