package io.centercontrol.audit.export;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket of an S3-compatible store. An object is there whole or not at all; one put takes 5 GB at most. That the store is away is no
 * failure of the export: it is tried again.
 */
final class S3Target implements AutoCloseable {
    private final ExportConfig.S3 config;
    private @Nullable S3Client client;

    S3Target(ExportConfig.S3 config) {
        this.config = config;
    }

    boolean isThere() {
        return config.bucket().isPresent();
    }

    /**
     * Puts a file, then its manifest.
     *
     * @param place the key
     */
    void put(String place, Path file, byte[] manifest) {
        var bucket = config.bucket()
                .orElseThrow(() -> new IllegalStateException("cc.export.s3.bucket is not configured any more"));
        var store = client();
        store.putObject(put -> put.bucket(bucket).key(place), RequestBody.fromFile(file));
        store.putObject(
                put -> put.bucket(bucket).key(place + ".manifest.json").contentType("application/json"),
                RequestBody.fromBytes(manifest));
    }

    private synchronized S3Client client() {
        var known = client;
        if (known == null) {
            known = made();
            client = known;
        }
        return known;
    }

    private S3Client made() {
        var builder = S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .region(Region.of(config.region()))
                // Stores that are not AWS know no checksum in a trailer; TLS and the manifest's SHA-256 say more.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED);
        config.endpoint()
                .ifPresent(endpoint -> builder.endpointOverride(endpoint).forcePathStyle(true));
        var key = config.accessKey();
        var secret = config.secretKey();
        return builder.credentialsProvider(
                        key.isPresent() && secret.isPresent()
                                ? StaticCredentialsProvider.create(AwsBasicCredentials.create(key.get(), secret.get()))
                                : DefaultCredentialsProvider.builder().build())
                .build();
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.close();
        }
    }
}
