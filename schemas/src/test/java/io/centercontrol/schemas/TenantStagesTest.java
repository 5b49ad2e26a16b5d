package io.centercontrol.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.events.tenants.TenantStage;
import io.centercontrol.events.tenants.TenantStatus;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TenantStagesTest {
    @ParameterizedTest
    @CsvSource({
        "PROVISIONING, LIVING",
        "DELETION_SCHEDULED, LIVING",
        "EXPORTING, EXPORTING",
        "ERASING, ERASING",
        "DELETED, DELETED",
        "UNKNOWN, LIVING"
    })
    void a_record_from_before_stages_tells_by_its_status(TenantStatus status, TenantStage stage) {
        assertThat(TenantStages.of(null, status)).isEqualTo(stage);
    }

    @ParameterizedTest
    @CsvSource({"UNKNOWN, EXPORTING", "UNKNOWN, LIVING", "EXPORTING, ERASING"})
    void a_stage_is_believed_whatever_the_status_is_called(TenantStatus status, TenantStage stage) {
        assertThat(TenantStages.of(stage, status)).isEqualTo(stage);
    }
}
