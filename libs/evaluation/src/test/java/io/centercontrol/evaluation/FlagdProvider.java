package io.centercontrol.evaluation;

import dev.openfeature.contrib.providers.flagd.Config;
import dev.openfeature.contrib.providers.flagd.FlagdOptions;
import dev.openfeature.contrib.providers.flagd.resolver.common.FlagdProviderEvent;
import dev.openfeature.contrib.providers.flagd.resolver.process.InProcessResolver;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueuePayload;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueuePayloadType;
import dev.openfeature.contrib.providers.flagd.resolver.process.storage.connector.QueueSource;
import dev.openfeature.sdk.ImmutableContext;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import dev.openfeature.sdk.exceptions.OpenFeatureError;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** flagd's Java provider, evaluating in process; definitions come by hand instead of from a flagd. */
final class FlagdProvider implements AutoCloseable {
    private final BlockingQueue<QueuePayload> payloads = new LinkedBlockingQueue<>();
    private final BlockingQueue<FlagdProviderEvent> changes = new LinkedBlockingQueue<>();
    private final InProcessResolver resolver;

    FlagdProvider() throws Exception {
        payloads.add(new QueuePayload(QueuePayloadType.DATA, "{\"flags\":{}}"));
        var options = FlagdOptions.builder()
                .resolverType(Config.Resolver.IN_PROCESS)
                .customConnector(new QueueSource() {
                    @Override
                    public void init() {}

                    @Override
                    public BlockingQueue<QueuePayload> getStreamQueue() {
                        return payloads;
                    }

                    @Override
                    public void shutdown() {}
                })
                .build();
        resolver = new InProcessResolver(options, changes::add);
        resolver.init();
        await();
    }

    /** Replaces all flags by these, definitions by key. */
    void flags(Map<String, String> definitions) throws InterruptedException {
        var document = new StringBuilder("{\"flags\":{");
        definitions.forEach((key, definition) -> document.append(document.length() > 10 ? "," : "")
                .append('"')
                .append(key)
                .append("\":")
                .append(definition));
        payloads.add(
                new QueuePayload(QueuePayloadType.DATA, document.append("}}").toString()));
        await();
    }

    private void await() throws InterruptedException {
        if (changes.poll(10, TimeUnit.SECONDS) == null) {
            throw new AssertionError("flagd's provider took no definitions");
        }
    }

    /** What it says: the reason, and the variant and value if there are. */
    String said(
            String key,
            ValueType type,
            @Nullable String targetingKey,
            Map<String, ? extends @Nullable Object> attributes) {
        return switch (type) {
            case BOOLEAN -> said(resolver::booleanEvaluation, key, true, targetingKey, attributes);
            case STRING -> said(resolver::stringEvaluation, key, "mine", targetingKey, attributes);
            case INTEGER -> said(resolver::integerEvaluation, key, -7, targetingKey, attributes);
            case DOUBLE -> said(resolver::doubleEvaluation, key, -7.5, targetingKey, attributes);
            case OBJECT -> said(resolver::objectEvaluation, key, new Value("mine"), targetingKey, attributes);
            case LONG -> throw new IllegalArgumentException("OpenFeature's Java client has no such call");
        };
    }

    private interface Call<T> {
        ProviderEvaluation<T> evaluate(String key, T fallback, dev.openfeature.sdk.EvaluationContext context);
    }

    private static <T> String said(
            Call<T> call,
            String key,
            T fallback,
            @Nullable String targetingKey,
            Map<String, ? extends @Nullable Object> attributes) {
        var values = new HashMap<String, Value>();
        attributes.forEach((name, value) -> values.put(name, Value.objectToValue(value)));
        var context = targetingKey == null ? new ImmutableContext(values) : new ImmutableContext(targetingKey, values);
        try {
            var answer = call.evaluate(key, fallback, context);
            return answer.getErrorCode() != null
                    ? "ERROR"
                    : answer.getReason() + " " + answer.getVariant() + " "
                            + (answer.getVariant() == null ? null : plain(answer.getValue()));
        } catch (OpenFeatureError error) {
            return "ERROR";
        }
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Value object
                ? new TreeMap<>(object.asStructure().asObjectMap())
                : value;
    }

    @Override
    public void close() throws InterruptedException {
        resolver.shutdown();
    }
}
