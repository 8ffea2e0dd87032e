package io.fanfare.social;

import io.fanfare.social.platforms.Publisher;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AbstractBeanDefinition;
import org.springframework.beans.factory.support.BeanDefinitionBuilder;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.BeanDefinitionRegistryPostProcessor;
import org.springframework.stereotype.Component;

/** Registers a channel for every {@link Publisher}, so that a platform is one class. */
@Component
class AccountChannels implements BeanDefinitionRegistryPostProcessor {
    @Override
    public void postProcessBeanDefinitionRegistry(BeanDefinitionRegistry registry) {
        if (!(registry instanceof ConfigurableListableBeanFactory factory)) return;
        for (String publisher : factory.getBeanNamesForType(Publisher.class, false, false))
            registry.registerBeanDefinition(publisher + "Channel", channel(publisher));
    }

    private static BeanDefinition channel(String publisher) {
        return BeanDefinitionBuilder.genericBeanDefinition(AccountChannel.class)
                .addConstructorArgReference(publisher)
                .setAutowireMode(AbstractBeanDefinition.AUTOWIRE_CONSTRUCTOR)
                .getBeanDefinition();
    }
}
