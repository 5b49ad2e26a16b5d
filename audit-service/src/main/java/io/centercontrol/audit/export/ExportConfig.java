package io.centercontrol.audit.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** How exports are written and kept. */
@ConfigMapping(prefix = "cc.export")
public interface ExportConfig {
    /** Where their files are. Every instance needs the same folder: each can then go on with what another has begun. */
    Path folder();

    /** How long a file is kept once it is whole. */
    @WithDefault("P7D")
    Duration kept();

    /** How long an export is leased to who writes it: for so long it rests when that one has died. */
    @WithDefault("PT1M")
    Duration lease();

    /** How many exports one instance writes at the same time. */
    @WithDefault("2")
    int atOnce();

    /** How many entries are written before the disk and the database say so. */
    @WithDefault("500")
    int page();

    /** Bytes that are left free on the disk: an export fails before it takes them. */
    @WithDefault("67108864")
    long leaveFree();

    /** Under which folder schedules put files; where there is none they cannot. */
    Optional<Path> targetFolder();

    /** The store that schedules put files into. */
    S3 s3();

    /** An S3-compatible store. */
    interface S3 {
        /** The bucket; where there is none schedules cannot use it. */
        Optional<String> bucket();

        /** Where it is; that of AWS unless said. */
        Optional<URI> endpoint();

        /** The region that requests are signed for. */
        @WithDefault("us-east-1")
        String region();

        /** Who puts; as AWS's SDK finds it (environment, profile, instance) unless said. */
        Optional<String> accessKey();

        /** The secret of that key. */
        Optional<String> secretKey();
    }
}
