package io.centercontrol.provisioning.exports;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Shows a tenant's exports; nothing of what stands in them. */
@ApplicationScoped
public class FindExports {
    private final ExportStore exports;
    private final Retention retention;

    FindExports(ExportStore exports, Retention retention) {
        this.exports = exports;
        this.retention = retention;
    }

    /** All that are stored, those that count first. */
    public Uni<List<StoredExport>> run(TenantId tenant) {
        return retention.current().chain(kept -> exports.find(tenant, kept));
    }
}
