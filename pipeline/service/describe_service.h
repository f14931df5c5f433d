#pragma once
#include "pipeline/service/service_settings.h"

namespace osteosign {

/// The one place where the settings of the service are described: reader and template are made from it.
template <class Visitor>
void describe(ReceiveSettings& s, Visitor&& visit) {
  visit(TextDescription{"address", "Numeric address to listen on; 0.0.0.0 for all of IPv4"}, s.address);
  visit(ParameterDescription{"port", "Port to listen on", "11112 is registered for DICOM", 0, 65535}, s.port);
  visit(TextDescription{"title", "Our AE title; callers must ask for it"}, s.title);
  visit(TextDescription{"calling_titles", "AE titles that may call; nobody else is answered"},
        s.calling_titles);
  visit(ParameterDescription{"most_associations", "Associations at the same time",
                             "a thread of 8 MB address space each", 1, 1000},
        s.most_associations);
  visit(ParameterDescription{"silence_s", "An association that is silent for longer is ended",
                             "DCMTK's default for sockets", 1, 3600},
        s.silence_s);
  visit(ParameterDescription{"greeting_s", "A connection that asks for nothing for longer is closed",
                             "the ARTIM timer of PS3.8 9.1.5; its length is ours to choose", 1, 600},
        s.greeting_s);
  visit(ParameterDescription{"object_s", "An object that takes longer ends its association",
                             "2 GB at 30 Mbit/s", 1, 86400},
        s.object_s);
  visit(ParameterDescription{"largest_object_mb", "Larger objects are refused (A700)",
                             "an enhanced CT of 4000 slices", 1, 1000000},
        s.largest_object_mb);
  visit(
      TextDescription{
          "flush",
          "When images are forced to disk: \"object\", each before its sender hears that it is stored; or "
          "\"study\", all before the study is queued: faster, but a power cut may lose the images of the "
          "last "
          "minute. The end of the program loses nothing either way"},
      s.flush);
  visit(TextDescription{"tls_certificate", "PEM file: our certificate; with it only TLS is spoken"},
        s.tls_certificate);
  visit(TextDescription{"tls_private_key", "PEM file: the key of our certificate"}, s.tls_private_key);
  visit(TextDescription{"tls_trusted", "PEM file: who signs the certificates of callers"}, s.tls_trusted);
}

template <class Visitor>
void describe(CompleteSettings& s, Visitor&& visit) {
  visit(
      ParameterDescription{"quiet_s", "A study is complete when nothing of it came for this long",
                           "a common setting of routers; a scanner's pause between series is the lower limit",
                           0, 86400},
      s.quiet_s);
  visit(ParameterDescription{"longest_wait_s", "A study is taken as complete this long after its first image",
                             "half an hour", 1, 604800},
        s.longest_wait_s);
}

template <class Visitor>
void describe(WorkerSettings& s, Visitor&& visit) {
  visit(TextDescription{"command",
                        "Program that analyzes: \"prog {input} {output}\", folder in, folder out, no shell; "
                        "without it this program's own analyze"},
        s.command);
  visit(TextDescription{"parameters", "Parameter file of analyze"}, s.parameters);
  visit(TextDescription{"formats", "What analyze writes (--formats); *.dcm files are sent"}, s.formats);
  visit(ParameterDescription{"number", "Studies analyzed at the same time",
                             "one: analyze uses all processors", 1, 256},
        s.number);
  visit(ParameterDescription{"threads", "Processor threads of each analysis; 0 for all", "analyze --threads",
                             0, 1024},
        s.threads);
  visit(ParameterDescription{"time_limit_s", "An analysis that takes longer is ended",
                             "ten times a CT of 800 slices", 1, 604800},
        s.time_limit_s);
  visit(ParameterDescription{"memory_limit_mb", "Most memory of an analysis",
                             "a CT of 512 x 512 x 800 needs less than 4 GB", 64, 1048576},
        s.memory_limit_mb);
  visit(ParameterDescription{"attempts", "An analysis that fails is tried this often", "two", 1, 10},
        s.attempts);
}

template <class Visitor>
void describe(SendSettings& s, Visitor&& visit) {
  visit(ParameterDescription{"first_pause_s",
                             "Pause after the first failed sending; each next is twice as long",
                             "five seconds", 1, 3600},
        s.first_pause_s);
  visit(ParameterDescription{"longest_pause_s", "No pause is longer", "a quarter of an hour", 1, 86400},
        s.longest_pause_s);
  visit(ParameterDescription{"give_up_after_h", "Sending is given up this long after the first try",
                             "a week: longer than a PACS is down", 1, 8760},
        s.give_up_after_h);
}

template <class Visitor>
void describe(DiskSettings& s, Visitor&& visit) {
  visit(ParameterDescription{"quota_mb", "Disk space for images and results; finished studies go first",
                             "a hundred CT studies of 500 MB", 1, 100000000},
        s.quota_mb);
  visit(ParameterDescription{"least_free_mb", "Objects are refused (A700) when less is free on the disk",
                             "an enhanced CT or a few studies' results", 0, 100000000},
        s.least_free_mb);
}

template <class Visitor>
void describe(StatusSettings& s, Visitor&& visit) {
  visit(TextDescription{"address", "Numeric address of /health and /metrics"}, s.address);
  visit(ParameterDescription{"port", "Port of /health and /metrics", "next to the DICOM port", 0, 65535},
        s.port);
}

/// Visits each group: its key, what it is for, and its struct.
template <class Visitor>
void describe_groups(ServiceSettings& s, Visitor&& visit) {
  visit("receive", "Images come in by C-STORE.", s.receive);
  visit("complete",
        "When a study is complete. The count of its images, where the sender tells it, comes first.",
        s.complete);
  visit("worker", "Each study is analyzed by a process of its own.", s.worker);
  visit("send", "How results are sent to the nodes below.", s.send);
  visit("disk", "How much disk the service may use.", s.disk);
  visit("status", "HTTP for monitoring.", s.status);
}

}  // namespace osteosign
