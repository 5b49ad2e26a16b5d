package io.centercontrol.kit.sql;

import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Native queries of one column whose plans are found again.
 *
 * <p>Of a query with the class of a value ({@code createNativeQuery(sql, Long.class)}) Hibernate 7.2 keeps a plan for each
 * call and finds none again, since its {@code ImplicitResultClassBuilder} has no {@code equals}: the cache fills with 2,048
 * plans under one hash, and each call looks through all of them. Measured at 11 % of a service's time.
 */
public final class OneColumn {
    private OneColumn() {}

    /**
     * A query whose results have the type that PostgreSQL's driver gives the column.
     *
     * @param sql selects one column
     * @param type that type: {@code Long} for bigint, {@code String} for text, {@code UUID} for uuid, {@code Boolean} for
     *     boolean, {@code Integer} for int
     */
    @SuppressWarnings("unused") // the type is for the compiler
    public static <T> Mutiny.SelectionQuery<T> select(Mutiny.Session session, String sql, Class<T> type) {
        return session.createNativeQuery(sql);
    }
}
