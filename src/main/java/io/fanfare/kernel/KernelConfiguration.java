package io.fanfare.kernel;

import java.time.InstantSource;
import org.springframework.aop.Advisor;
import org.springframework.aop.support.DefaultPointcutAdvisor;
import org.springframework.aop.support.annotation.AnnotationMatchingPointcut;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.webmvc.autoconfigure.WebMvcRegistrations;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What of the kernel is joined to the framework: operations around their methods, JSON as the database has it. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BlobBucket.Settings.class)
class KernelConfiguration {
    @Bean
    @Role(BeanDefinition.ROLE_INFRASTRUCTURE)
    static Advisor operationAdvisor(Invocation invocation) {
        return new DefaultPointcutAdvisor(new AnnotationMatchingPointcut(null, Allow.class), invocation);
    }

    @Bean
    JsonMapperBuilderCustomizer json() {
        return builder -> Inputs.strict(Json.configure(builder));
    }

    @Bean
    WebMvcRegistrations mappings() {
        return new WebMvcRegistrations() {
            @Override
            public RequestMappingHandlerMapping getRequestMappingHandlerMapping() {
                return new OperationMappings();
            }
        };
    }

    @Bean
    Envelope envelope(Secrets secrets) {
        return new Envelope(secrets.masterKey(), secrets.olderKeys());
    }

    /** Tokens expire by the clock of this machine: they live for minutes to days, and the signer is the reader. */
    @Bean
    InstantSource machineClock() {
        return InstantSource.system();
    }

    @Bean
    SignedToken signedToken(Envelope envelope, InstantSource machineClock) {
        return new SignedToken(envelope, machineClock);
    }

    @Bean
    Blobs blobs(DataFolder folder, BlobBucket.Settings bucket) {
        var files = folder.folder("blobs");
        return bucket.bucket().isBlank() ? new Blobs(files) : new Blobs(files, new BlobBucket(bucket));
    }
}
