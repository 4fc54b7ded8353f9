"""What a browser would make of a page: its words, its links and its forms."""
import html.parser
import urllib.parse


class Form:
    """A form as it would be sent if nobody changed anything in it."""

    def __init__(self, url, method):
        self.url = url
        self.method = method
        self.fields = {}  # by name, in their order
        self.boxes = {}  # what is sent for those that are not checked yet
        self.choices = {}  # of fields that let one choose
        self.buttons = []  # texts, with what each of them sends

    @property
    def path(self):
        return urllib.parse.urlsplit(self.url).path

    def filled_in(self, values=None, button=None):
        """What is sent: with other values for some fields, by the first button, or the one that has this in its text.

        None leaves a field out. That is all a browser does: what the form does not have cannot be filled in.
        """
        sent = dict(self.fields)
        for name, value in (values or {}).items():
            if name not in self.fields and name not in self.boxes:
                raise AssertionError(f"the form of {self.path} has no field {name!r}, but {[*self.fields, *self.boxes]}")
            if value is not None and name in self.choices and value not in self.choices[name]:
                raise AssertionError(f"{name!r} is one of {self.choices[name]}, not {value!r}")
            sent[name] = value
        if button is not None:
            sent.update(self._by(button))
        return {name: value for name, value in sent.items() if value is not None}

    def _by(self, button):
        for text, sent in self.buttons:
            if button in text or button in sent.values():
                return sent
        raise AssertionError(f"the form of {self.path} has no button {button!r}, but {[text for text, _ in self.buttons]}")


class Page:
    """An answer to a browser."""

    def __init__(self, status, url, headers, text):
        self.status = status
        self.url = url
        self.headers = headers
        self.text = text
        reader = _Reader(url)
        reader.feed(text)
        reader.close()
        self.words = " ".join(reader.words.split())
        self.heading = " ".join(reader.heading.split())
        self.alerts = [" ".join(each.split()) for each in reader.alerts]
        self.links = reader.links  # texts and addresses
        self.forms = reader.forms

    def __str__(self):
        return f"{self.status} {self.url}: {self.words or self.text}"

    def form(self, path):
        """The form that is sent there."""
        for each in self.forms:
            if each.path == path:
                return each
        raise AssertionError(f"there is no form for {path} on {self}")

    def has_form(self, path):
        return any(each.path == path for each in self.forms)

    def links_to(self, path):
        """Their texts, and the values in their queries."""
        found = []
        for text, url in self.links:
            parts = urllib.parse.urlsplit(url)
            if parts.path == path:
                found.append((" ".join(text.split()), dict(urllib.parse.parse_qsl(parts.query))))
        return found


class _Reader(html.parser.HTMLParser):
    _EMPTY = ("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr")
    _UNSEEN = ("style", "script", "title", "template")

    def __init__(self, url):
        super().__init__()
        self._url = url
        self._open = []  # elements, and whether each of them is an alert
        self._form = None
        self._select = None  # its name, and whether something was selected
        self._area = None
        self.words = self.heading = ""
        self.alerts = []
        self.links = []
        self.forms = []

    def handle_starttag(self, tag, attrs):
        has = dict(attrs)
        if tag not in self._EMPTY:
            self._open.append((tag, has.get("role") == "alert"))
            if self._open[-1][1]:
                self.alerts.append("")
        self.words += " "
        if tag == "a" and "href" in has:
            self.links.append(("", urllib.parse.urljoin(self._url, has["href"])))
        elif tag == "form":
            where = urllib.parse.urljoin(self._url, has.get("action") or self._url)
            self._form = Form(where, has.get("method", "get").upper())
            self.forms.append(self._form)
        elif self._form is not None:
            self._start_of_field(tag, has)

    def _start_of_field(self, tag, has):
        name = has.get("name")
        if tag == "input" and name:
            if has.get("type") not in ("checkbox", "radio"):
                self._form.fields[name] = has.get("value") or ""
            elif "checked" in has:
                self._form.fields[name] = has.get("value", "on")
            else:
                self._form.boxes[name] = has.get("value", "on")
        elif tag == "textarea" and name:
            self._area = name
            self._form.fields[name] = ""
        elif tag == "select" and name:
            self._select = (name, False)
            self._form.choices[name] = []
        elif tag == "option" and self._select is not None:
            self._start_of_option(has)
        elif tag == "button":
            self._form.buttons.append(("", {name: has.get("value", "")} if name else {}))

    def _start_of_option(self, has):
        name, is_selected = self._select
        value = has.get("value", "")
        self._form.choices[name].append(value)
        if "selected" in has or (not is_selected and len(self._form.choices[name]) == 1):
            self._form.fields[name] = value
            self._select = (name, "selected" in has)

    def handle_endtag(self, tag):
        while any(tag == each for each, _ in self._open):
            if self._open.pop()[0] == tag:
                break
        self.words += " "
        if tag == "form":
            self._form = None
        elif tag == "select":
            self._select = None
        elif tag == "textarea":
            # Browsers skip a line break at the beginning.
            if self._form is not None and self._area is not None:
                self._form.fields[self._area] = self._form.fields[self._area].removeprefix("\n")
            self._area = None

    def handle_data(self, data):
        if self._area is not None:
            self._form.fields[self._area] += data
            return
        inside = [tag for tag, _ in self._open]
        if any(tag in inside for tag in self._UNSEEN):
            return
        self.words += data
        if "h1" in inside:
            self.heading += data
        if any(is_alert for _, is_alert in self._open):
            self.alerts[-1] += data
        if "a" in inside and self.links:
            text, url = self.links[-1]
            self.links[-1] = (text + data, url)
        if "button" in inside and self._form is not None and self._form.buttons:
            text, sent = self._form.buttons[-1]
            self._form.buttons[-1] = (text + data, sent)
