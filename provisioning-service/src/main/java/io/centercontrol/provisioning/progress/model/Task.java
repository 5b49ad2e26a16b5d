package io.centercontrol.provisioning.progress.model;

/** What a tenant service can be asked to do for one tenant. */
public enum Task {
    PROVISION,
    /** Hand over what it holds of the tenant. */
    EXPORT,
    /** Erase what it holds of the tenant. */
    ERASE;

    /** The type of the condition that tells how far a service is with the task. */
    public String condition() {
        return switch (this) {
            case PROVISION -> Condition.PROVISIONED;
            case EXPORT -> Condition.EXPORTED;
            case ERASE -> Condition.ERASED;
        };
    }
}
