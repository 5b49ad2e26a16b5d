package io.centercontrol.benchmarks;

import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueuePayload;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueuePayloadType;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueueSource;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** Gives flagd's provider one document, without a flagd. */
final class FlagdByHand implements QueueSource {
    private final BlockingQueue<QueuePayload> payloads = new LinkedBlockingQueue<>();

    FlagdByHand(String document) {
        payloads.add(new QueuePayload(QueuePayloadType.DATA, document));
    }

    @Override
    public void init() {}

    @Override
    public BlockingQueue<QueuePayload> getStreamQueue() {
        return payloads;
    }

    @Override
    public void shutdown() {}
}
