package io.centercontrol.evaluation.logic;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code in} a list of texts that stands in the rule. */
final class TextSet extends Condition {
    private final Node subject;
    private final Set<String> texts;

    TextSet(String pointer, Node subject, Collection<String> texts) {
        super(pointer);
        this.subject = subject;
        this.texts = new HashSet<>(texts);
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return subject.value(attributes, element) instanceof String text && texts.contains(text);
    }
}
