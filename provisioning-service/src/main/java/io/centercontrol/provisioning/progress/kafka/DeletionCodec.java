package io.centercontrol.provisioning.progress.kafka;

import io.centercontrol.events.provisioning.ServiceDeletion;
import io.centercontrol.provisioning.progress.model.Retained;
import io.centercontrol.provisioning.progress.model.Task;
import io.centercontrol.provisioning.progress.model.TenantDeletion;
import io.centercontrol.provisioning.progress.model.Waiver;
import java.util.List;

/** The services' part of a deletion as Avro. */
final class DeletionCodec {
    private DeletionCodec() {}

    static io.centercontrol.events.provisioning.TenantDeletion deletion(TenantDeletion deletion) {
        return io.centercontrol.events.provisioning.TenantDeletion.newBuilder()
                .setTask(io.centercontrol.events.Task.valueOf(deletion.task().name()))
                .setExported(deletion.exported())
                .setErased(deletion.erased())
                .setServices(deletion.services().stream()
                        .map(s -> service(deletion.task(), s))
                        .toList())
                .build();
    }

    private static ServiceDeletion service(Task task, io.centercontrol.provisioning.progress.model.ServiceDeletion s) {
        var record = ServiceDeletion.newBuilder()
                .setService(s.service())
                .setAttempt(s.attempt())
                .setAwaiting(s.phase().awaiting())
                .setNextTryAt(s.phase().nextTryAt())
                .setConditions(List.of(Conditions.of(task, s.condition())));
        var export = s.export();
        if (export != null) {
            record.setExportedAt(export.at()).setExportSha256(export.sha256()).setExportBytes(export.bytes());
        }
        var erasure = s.erasure();
        if (erasure != null) {
            record.setErasedAt(erasure.at()).setErasedBy(erasure.by()).setKept(kept(erasure.kept()));
        }
        var waiver = s.waiver();
        return record.setWaiver(waiver == null ? null : waiver(waiver)).build();
    }

    private static io.centercontrol.events.provisioning.Waiver waiver(Waiver waiver) {
        return new io.centercontrol.events.provisioning.Waiver(
                waiver.retired(), waiver.reason(), waiver.by(), waiver.at(), waiver.approvedBy(), waiver.approvedAt());
    }

    /** What a service keeps of what it erased. */
    static List<io.centercontrol.events.Kept> kept(List<Retained> all) {
        return all.stream()
                .map(kept -> new io.centercontrol.events.Kept(kept.what(), kept.where(), kept.until(), kept.basis()))
                .toList();
    }
}
