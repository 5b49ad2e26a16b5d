package io.centercontrol.tenants;

/**
 * In which order tenants are listed; the id decides between equals.
 *
 * @param by the field
 */
public record TenantSort(By by, boolean descending) {
    /** Fields that can be sorted by. */
    public enum By {
        CREATED_AT,
        UPDATED_AT,
        NAME,
        SLUG
    }
}
