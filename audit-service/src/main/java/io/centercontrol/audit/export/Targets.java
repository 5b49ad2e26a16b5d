package io.centercontrol.audit.export;

import io.centercontrol.audit.export.form.JsonForm;
import io.centercontrol.audit.export.model.Target;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;

/** Puts whole files where schedules want them, each followed by a manifest: what has one is whole. Blocks. */
@Singleton
class Targets {
    private final FolderTarget folder;
    private final S3Target s3;

    Targets(ExportConfig config) {
        this.folder = new FolderTarget(config.targetFolder());
        this.s3 = new S3Target(config.s3());
    }

    @PreDestroy
    void end() {
        s3.close();
    }

    /** Whether the configuration says where it is. */
    boolean isThere(Target target) {
        return switch (target) {
            case FOLDER -> folder.isThere();
            case S3 -> s3.isThere();
        };
    }

    /** Puts an export, if it is to be put anywhere. Doing it twice does no harm. */
    void deliver(Export export, long entries, Path file, String sha256) throws IOException {
        var delivery = export.delivery();
        if (delivery == null) {
            return;
        }
        var place = delivery.place(export.firstIndex(), export.belowIndex(), export.format());
        var manifest = manifest(export, entries, place, sha256).getBytes(StandardCharsets.UTF_8);
        switch (delivery.target()) {
            case FOLDER -> folder.put(place, file, manifest);
            case S3 -> s3.put(place, file, manifest);
        }
    }

    private static String manifest(Export export, long entries, String place, String sha256) {
        var manifest = new LinkedHashMap<String, Object>();
        manifest.put("file", place.substring(place.lastIndexOf('/') + 1));
        manifest.put("sha256", sha256);
        manifest.put("format", export.format());
        manifest.put("entries", entries);
        manifest.put("firstIndex", export.firstIndex());
        manifest.put("belowIndex", export.belowIndex());
        manifest.put("filter", export.query());
        manifest.put("export", export.id());
        return JsonForm.write(manifest) + "\n";
    }
}
