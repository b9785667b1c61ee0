package io.github.ekssdk.testing.internal.service.elb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.AddTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.CreateLoadBalancerListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeleteLoadBalancerListenersResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DeregisterInstancesFromLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeInstanceHealthResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.DescribeTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Instance;
import software.amazon.awssdk.services.elasticloadbalancing.model.InstanceState;
import software.amazon.awssdk.services.elasticloadbalancing.model.Listener;
import software.amazon.awssdk.services.elasticloadbalancing.model.ListenerDescription;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RegisterInstancesWithLoadBalancerResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.RemoveTagsRequest;
import software.amazon.awssdk.services.elasticloadbalancing.model.RemoveTagsResponse;
import software.amazon.awssdk.services.elasticloadbalancing.model.Tag;
import software.amazon.awssdk.services.elasticloadbalancing.model.TagDescription;

/** The instances, listeners and tags of Classic Load Balancers. */
final class ClassicParts {
    private final ClassicBalancers balancers;

    ClassicParts(ClassicBalancers balancers) {
        this.balancers = balancers;
    }

    public RegisterInstancesWithLoadBalancerResponse register(RegisterInstancesWithLoadBalancerRequest request) {
        List<Instance> all =
                new ArrayList<>(balancers.require(request.loadBalancerName()).instances());
        for (Instance instance : request.instances()) {
            if (!balancers.hasInstance(String.valueOf(instance.instanceId()))) {
                throw ElbRefusals.of("InvalidInstance", "Could not find EC2 instance " + instance.instanceId() + ".");
            }
            if (!all.contains(instance)) {
                all.add(instance);
            }
        }
        balancers.setInstances(request.loadBalancerName(), all);
        return RegisterInstancesWithLoadBalancerResponse.builder()
                .instances(all)
                .build();
    }

    public DeregisterInstancesFromLoadBalancerResponse deregister(DeregisterInstancesFromLoadBalancerRequest request) {
        List<Instance> left =
                new ArrayList<>(balancers.require(request.loadBalancerName()).instances());
        left.removeAll(request.instances());
        balancers.setInstances(request.loadBalancerName(), left);
        return DeregisterInstancesFromLoadBalancerResponse.builder()
                .instances(left)
                .build();
    }

    public DescribeInstanceHealthResponse health(DescribeInstanceHealthRequest request) {
        List<Instance> registered =
                balancers.require(request.loadBalancerName()).instances();
        List<Instance> asked = request.instances().isEmpty() ? registered : request.instances();
        return DescribeInstanceHealthResponse.builder()
                .instanceStates(asked.stream()
                        .map(instance -> InstanceState.builder()
                                .instanceId(instance.instanceId())
                                .state(registered.contains(instance) ? "InService" : "Unknown")
                                .reasonCode("N/A")
                                .description("N/A")
                                .build())
                        .toList())
                .build();
    }

    public CreateLoadBalancerListenersResponse create(CreateLoadBalancerListenersRequest request) {
        List<ListenerDescription> all =
                new ArrayList<>(balancers.require(request.loadBalancerName()).listenerDescriptions());
        for (Listener listener : request.listeners()) {
            if (all.stream()
                    .anyMatch(other -> other.listener().loadBalancerPort().equals(listener.loadBalancerPort()))) {
                throw ElbRefusals.of(
                        "DuplicateListener",
                        "A listener already exists for " + request.loadBalancerName() + " with LoadBalancerPort "
                                + listener.loadBalancerPort());
            }
            all.add(ClassicBalancers.view(listener));
        }
        balancers.setListeners(request.loadBalancerName(), all);
        return CreateLoadBalancerListenersResponse.builder().build();
    }

    public DeleteLoadBalancerListenersResponse delete(DeleteLoadBalancerListenersRequest request) {
        List<ListenerDescription> left = balancers.require(request.loadBalancerName()).listenerDescriptions().stream()
                .filter(listener -> !request.loadBalancerPorts()
                        .contains(listener.listener().loadBalancerPort()))
                .toList();
        balancers.setListeners(request.loadBalancerName(), left);
        return DeleteLoadBalancerListenersResponse.builder().build();
    }

    public AddTagsResponse add(AddTagsRequest request) {
        request.loadBalancerNames().forEach(balancers::require);
        for (String name : request.loadBalancerNames()) {
            request.tags()
                    .forEach(tag -> balancers.tagsOf(name).put(tag.key(), tag.value() == null ? "" : tag.value()));
        }
        return AddTagsResponse.builder().build();
    }

    public RemoveTagsResponse remove(RemoveTagsRequest request) {
        request.loadBalancerNames().forEach(balancers::require);
        for (String name : request.loadBalancerNames()) {
            request.tags().forEach(tag -> balancers.tagsOf(name).remove(tag.key()));
        }
        return RemoveTagsResponse.builder().build();
    }

    public DescribeTagsResponse describe(DescribeTagsRequest request) {
        request.loadBalancerNames().forEach(balancers::require);
        return DescribeTagsResponse.builder()
                .tagDescriptions(
                        request.loadBalancerNames().stream().map(this::tags).toList())
                .build();
    }

    private TagDescription tags(String name) {
        return TagDescription.builder()
                .loadBalancerName(name)
                .tags(Map.copyOf(balancers.tagsOf(name)).entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }
}
