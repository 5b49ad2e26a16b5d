package io.centercontrol.benchmarks;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;
import java.util.function.BiPredicate;

/** What the OpenFeature client itself costs: a provider that does nothing but ask, by flag and targeting key. */
final class HandProvider implements FeatureProvider {
    private final BiPredicate<String, String> hand;

    HandProvider(BiPredicate<String, String> hand) {
        this.hand = hand;
    }

    @Override
    public Metadata getMetadata() {
        return () -> "by hand";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        return evaluation(hand.test(key, context.getTargetingKey()));
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return evaluation(fallback);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return evaluation(fallback);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return evaluation(fallback);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return evaluation(fallback);
    }

    private static <T> ProviderEvaluation<T> evaluation(T value) {
        var evaluation = new ProviderEvaluation<T>();
        evaluation.setValue(value);
        evaluation.setVariant("on");
        evaluation.setReason("STATIC");
        return evaluation;
    }
}
