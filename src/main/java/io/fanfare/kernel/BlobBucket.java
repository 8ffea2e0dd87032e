package io.fanfare.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Files in a bucket of S3, or of a service with its API such as R2, GCS or MinIO. Versioning of the bucket is its backup. */
final class BlobBucket implements BlobStore {
    /**
     * @param endpoint empty: that of AWS in the region
     * @param accessKey empty: the credentials that AWS gives to this machine
     */
    @ConfigurationProperties("fanfare.s3")
    record Settings(
            @DefaultValue("") String bucket,
            @DefaultValue("") String endpoint,
            @DefaultValue("") String region,
            @DefaultValue("") String prefix,
            @DefaultValue("") String accessKey,
            @DefaultValue("") String secretKey) {}

    private final Settings settings;
    private final S3Client s3;

    BlobBucket(Settings settings) {
        this.settings = settings;
        var builder = S3Client.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(5))
                        .socketTimeout(Duration.ofSeconds(60))
                        .build())
                .region(Region.of(settings.region.isBlank() ? "us-east-1" : settings.region))
                // Services other than AWS refuse checksums that they don't know.
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .credentialsProvider(
                        settings.accessKey.isBlank()
                                ? DefaultCredentialsProvider.builder().build()
                                : StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(settings.accessKey, settings.secretKey)));
        if (!settings.endpoint.isBlank())
            builder.endpointOverride(URI.create(settings.endpoint)).forcePathStyle(true);
        s3 = builder.build();
        try {
            s3.headBucket(request -> request.bucket(settings.bucket));
        } catch (SdkException e) {
            throw new CannotStart(
                    "The bucket " + settings.bucket + " can't be used (" + e.getMessage()
                            + "): check FANFARE_S3_BUCKET, _ENDPOINT, _REGION, _ACCESS_KEY and _SECRET_KEY.",
                    e);
        }
    }

    @Override
    public void put(String name, Path part) throws IOException {
        if (exists(name)) return;
        try {
            s3.putObject(request -> request.bucket(settings.bucket).key(key(name)), RequestBody.fromFile(part));
        } catch (SdkException e) {
            throw new IOException("The bucket does not take files: " + e.getMessage(), e);
        }
    }

    @Override
    public InputStream open(String name) throws IOException {
        try {
            return s3.getObject(request -> request.bucket(settings.bucket).key(key(name)));
        } catch (NoSuchKeyException e) {
            throw new NoSuchFileException(name);
        } catch (SdkException e) {
            throw new IOException("The bucket does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean exists(String name) throws IOException {
        try {
            s3.headObject(request -> request.bucket(settings.bucket).key(key(name)));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        } catch (SdkException e) {
            throw new IOException("The bucket does not answer: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean delete(String name) throws IOException {
        if (!exists(name)) return false;
        try {
            s3.deleteObject(request -> request.bucket(settings.bucket).key(key(name)));
            return true;
        } catch (SdkException e) {
            throw new IOException("The bucket does not delete files: " + e.getMessage(), e);
        }
    }

    @Override
    public void clear() {
        // The lifecycle rules of the bucket do.
    }

    private String key(String name) {
        return settings.prefix + name;
    }
}
