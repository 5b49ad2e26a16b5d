package io.centercontrol.provisioning.onboarding;

import io.smallrye.mutiny.Uni;

/**
 * What onboarding does outside of this service's own database. Every step may be done again, and is refused with {@code
 * Unavailable} and the step's name when the other side does not do it.
 */
public interface Broker {
    /** Makes a tenant service's topics, and lets the platform's services read them. */
    Uni<Void> makeTopics(String service);

    /** Registers the schemas of a tenant service's topics. */
    Uni<Void> registerSubjects(String service);

    /** Removes a retired service's topics, and who might do what with them. */
    Uni<Void> removeTopics(String service);

    /** The user of a credential. */
    String user(String service, int no);

    /** Gives a user a password, and exactly what a tenant service may do. */
    Uni<Void> letIn(String service, String user, String password);

    /** Gives a user what a tenant service may do that it may not yet. */
    Uni<Void> entitle(String service, String user);

    /** Takes a user's rights away, then its log-in: who is logged in can do nothing more from now on. */
    Uni<Void> shutOut(String service, String user);
}
