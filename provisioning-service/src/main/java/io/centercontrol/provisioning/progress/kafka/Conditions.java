package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.ConditionStatus;
import io.centercontrol.provisioning.progress.model.Condition;
import io.centercontrol.provisioning.progress.model.Task;

/** Conditions as Avro; their type is that of the task they tell of. */
final class Conditions {
    private Conditions() {}

    static io.centercontrol.events.Condition of(Task task, Condition condition) {
        return new io.centercontrol.events.Condition(
                task.condition(),
                ConditionStatus.valueOf(condition.status().name()),
                condition.reason(),
                condition.message(),
                condition.since());
    }
}
