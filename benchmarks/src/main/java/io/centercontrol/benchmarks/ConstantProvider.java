package io.centercontrol.benchmarks;

import dev.openfeature.sdk.EvaluationContext;
import dev.openfeature.sdk.FeatureProvider;
import dev.openfeature.sdk.Metadata;
import dev.openfeature.sdk.ProviderEvaluation;
import dev.openfeature.sdk.Value;

/** What the OpenFeature client itself costs: a provider that says one thing, whatever it is asked. */
final class ConstantProvider implements FeatureProvider {
    @Override
    public Metadata getMetadata() {
        return () -> "constant";
    }

    @Override
    public ProviderEvaluation<Boolean> getBooleanEvaluation(String key, Boolean fallback, EvaluationContext context) {
        return constant(true);
    }

    @Override
    public ProviderEvaluation<String> getStringEvaluation(String key, String fallback, EvaluationContext context) {
        return constant(fallback);
    }

    @Override
    public ProviderEvaluation<Integer> getIntegerEvaluation(String key, Integer fallback, EvaluationContext context) {
        return constant(fallback);
    }

    @Override
    public ProviderEvaluation<Double> getDoubleEvaluation(String key, Double fallback, EvaluationContext context) {
        return constant(fallback);
    }

    @Override
    public ProviderEvaluation<Value> getObjectEvaluation(String key, Value fallback, EvaluationContext context) {
        return constant(fallback);
    }

    private static <T> ProviderEvaluation<T> constant(T value) {
        var evaluation = new ProviderEvaluation<T>();
        evaluation.setValue(value);
        evaluation.setVariant("on");
        evaluation.setReason("STATIC");
        return evaluation;
    }
}
