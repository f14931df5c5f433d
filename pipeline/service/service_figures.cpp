#include "pipeline/service/service_figures.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <string_view>

#include "pipeline/version.h"

namespace osteosign {
namespace {

/// One family of figures: its help once, then its values.
class MetricsText {
 public:
  void counter(std::string_view name, std::string_view help) { family(name, help, "counter"); }
  void gauge(std::string_view name, std::string_view help) { family(name, help, "gauge"); }
  template <class Number>
  void value(Number number, std::string_view label = "", std::string_view text = "") {
    text_ += label.empty() ? fmt::format("{} {}\n", name_, number)
                           : fmt::format("{}{{{}=\"{}\"}} {}\n", name_, label, text, number);
  }
  std::string take() { return std::move(text_); }

 private:
  void family(std::string_view name, std::string_view help, std::string_view type) {
    name_ = fmt::format("osteosign_{}", name);
    text_ += fmt::format("# HELP {} {}\n# TYPE {} {}\n", name_, help, name_, type);
  }
  std::string name_, text_;
};

template <class Key>
auto count_of(const auto& counts, Key key) {
  const auto found = counts.find(key);
  return found == counts.end() ? typename std::decay_t<decltype(counts)>::mapped_type{0} : found->second;
}

void add_reception(MetricsText& text, const ServiceFigures& figures) {
  using Kind = NetworkEvent::Kind;
  text.counter("objects_total", "Objects that came by C-STORE, by what became of them.");
  text.value(figures.kept, "outcome", "kept");
  text.value(figures.repeated, "outcome", "repeated");
  text.value(figures.ignored, "outcome", "ignored");
  text.value(figures.own, "outcome", "own_result");
  text.value(count_of(figures.network, Kind::object_refused), "outcome", "refused");
  text.counter("received_bytes_total", "Bytes of the objects that were kept.");
  text.value(figures.bytes);
  text.counter("associations_total", "Associations and connections, by what became of them.");
  text.value(count_of(figures.network, Kind::association_accepted), "outcome", "accepted");
  text.value(count_of(figures.network, Kind::association_rejected), "outcome", "rejected");
  text.value(count_of(figures.network, Kind::association_broken), "outcome", "broken");
  text.value(count_of(figures.network, Kind::connection_dropped), "outcome", "dropped");
}

void add_work(MetricsText& text, const ServiceFigures& figures) {
  text.gauge("studies_growing", "Studies that are not complete yet.");
  text.value(figures.studies_growing);
  text.gauge("jobs", "Analyses in the queue, by their state.");
  text.value(count_of(figures.jobs, JobState::waiting), "state", "waiting");
  text.value(count_of(figures.jobs, JobState::running), "state", "running");
  text.value(count_of(figures.jobs, JobState::analyzed), "state", "analyzed");
  text.value(count_of(figures.jobs, JobState::refused), "state", "refused");
  text.value(count_of(figures.jobs, JobState::failed), "state", "failed");
  text.value(count_of(figures.jobs, JobState::superseded), "state", "superseded");
  text.counter("analyses_total", "Analyses that were begun.");
  text.value(figures.analyses_begun);
  text.counter("analyses_failed_total", "Analyses that ended badly; each may be tried again.");
  text.value(figures.analyses_failed);
  text.gauge("deliveries_waiting", "Results that a node has not accepted yet.");
  text.value(figures.deliveries_waiting);
  text.counter("deliveries_total", "Sendings of results, by their outcome.");
  text.value(figures.sent, "outcome", "sent");
  text.value(figures.sendings_failed, "outcome", "failed");
  text.value(figures.given_up, "outcome", "given_up");
}

void add_disk(MetricsText& text, const ServiceFigures& figures) {
  text.gauge("disk_used_bytes", "Bytes of images and results.");
  text.value(figures.disk_used_bytes);
  text.gauge("disk_free_bytes", "Bytes free on the disk of the service.");
  text.value(figures.disk_free_bytes);
  text.gauge("has_room", "1 while objects are taken, 0 while they are refused for lack of room.");
  text.value(figures.has_room ? 1 : 0);
  text.counter("studies_removed_total", "Finished studies that were removed to make room.");
  text.value(figures.studies_removed);
  text.counter("running_seconds_total", "Time since the service was started.");
  text.value(figures.seconds_running);
}

}  // namespace

std::string metrics_text(const ServiceFigures& figures) {
  MetricsText text;
  add_reception(text, figures);
  add_work(text, figures);
  add_disk(text, figures);
  return text.take();
}

std::string health_text(const ServiceFigures& figures) {
  nlohmann::ordered_json health;
  health["status"] = figures.stopping ? "stopping" : figures.has_room ? "ok" : "no_room";
  health["version"] = software_version;
  health["studies_growing"] = figures.studies_growing;
  health["jobs_waiting"] = count_of(figures.jobs, JobState::waiting);
  health["jobs_running"] = count_of(figures.jobs, JobState::running);
  health["jobs_failed"] = count_of(figures.jobs, JobState::failed);
  health["deliveries_waiting"] = figures.deliveries_waiting;
  return health.dump() + "\n";
}

}  // namespace osteosign
