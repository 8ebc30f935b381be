// Says while a name is typed whether the directory has it already. Without this file the page says so after saving.
'use strict';
{
  const name = document.querySelector('input[data-duplicates]');
  if (name) {
    const place = document.createElement('div');
    place.id = 'duplicates';
    place.setAttribute('role', 'status');
    name.closest('.form-row').append(place);
    const record = location.pathname.match(/\/(\d+)\/change\//);
    let asked = name.value;
    let timer = 0;

    const show = (found) => {
      place.replaceChildren();
      if (!found.services.length) return;
      const list = document.createElement('ul');
      for (const each of found.services) {
        const link = document.createElement('a');
        link.href = each.url;
        link.target = '_blank';
        link.textContent = each.name;
        const item = document.createElement('li');
        item.append(link, ` (${each.why})`);
        list.append(item);
      }
      place.append(found.message, list);
    };

    const ask = async () => {
      const text = name.value.trim();
      if (text === asked) return;
      asked = text;
      const query = new URLSearchParams({ name: text });
      const city = document.getElementById('id_city');
      if (city && city.value) query.set('city', city.value);
      if (record) query.set('exclude', record[1]);
      try {
        const answer = await fetch(`${name.dataset.duplicates}?${query}`, { headers: { Accept: 'application/json' } });
        if (answer.ok && name.value.trim() === text) show(await answer.json());
      } catch {
        place.replaceChildren(); // no warning is better than none of the form
      }
    };

    name.addEventListener('input', () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 400);
    });
  }
}
