package io.centercontrol.outgoing;

import io.centercontrol.outgoing.model.Attempt;
import io.smallrye.mutiny.Uni;
import java.net.URI;
import java.util.List;
import java.util.UUID;

/** Sends one message to one address. */
public interface Sender {
    /**
     * What is sent.
     *
     * @param id of the message; the same each time it is sent
     * @param secrets that it is signed with, one signature each
     */
    record Request(URI url, UUID id, String body, List<SigningSecret> secrets) {}

    /** Sends, and says what came of it. Never fails, and takes no longer than its own patience. */
    Uni<Attempt> send(Request request);
}
