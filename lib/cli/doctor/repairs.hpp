#pragma once

#include "cli/develop/manifest.hpp"
#include "cli/doctor/registrations.hpp"

#include <boost/json/object.hpp>

#include <set>
#include <string>

namespace frameio::cli {

/// The calls of the API that mend what differs, each as "METHOD PATH BODY".
std::string create_webhook(const registered& in, const std::set<std::string>& events, const std::string& url);
std::string create_action(const registered& in, const declared_action& wanted, const std::string& url);
std::string change(const registered& in, const api::webhook& which, const boost::json::object& data);
std::string change(const registered& in, const api::action& which, const boost::json::object& data);
std::string remove(const registered& in, const api::webhook& which);
std::string remove(const registered& in, const api::action& which);

}  // namespace frameio::cli
