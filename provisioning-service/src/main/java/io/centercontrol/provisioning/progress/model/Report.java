package io.centercontrol.provisioning.progress.model;

/**
 * What a tenant service says of one attempt.
 *
 * @param service key of the service
 * @param observedVersion the tenant version that its handler worked with
 * @param attempt the attempt that this answers
 * @param reason one word in CamelCase
 * @param message a sentence for people; may be empty
 */
public record Report(
        String service, long observedVersion, int attempt, boolean succeeded, String reason, String message) {}
